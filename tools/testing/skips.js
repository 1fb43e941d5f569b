/**
 * Jest reporter that names every skipped test: one whose outside tool (g++, Icarus, Verilator) is missing. In CI, where
 * REQUIRE_TOOLS is set, a skipped test is a failure, unless its tool is one that CI does not install (`testWithOptional`).
 */
module.exports = class Skips {
  onRunComplete(_contexts, results) {
    this.skipped = results.testResults.flatMap((file) =>
      file.testResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
    );
    for (const name of this.skipped) console.error(`skipped, its tool is missing: ${name}`);
  }

  getLastError() {
    const needed = this.skipped.filter((name) => !name.endsWith('is not installed, optional)'));
    if (needed.length === 0 || !process.env.REQUIRE_TOOLS) return undefined;
    return new Error(`${needed.length} tests were skipped; CI has to run every one`);
  }
};
