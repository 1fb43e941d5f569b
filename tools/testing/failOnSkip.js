/**
 * Jest reporter for CI: a test that was skipped because an outside tool is missing is a failure there.
 * Locally the same test is skipped by name.
 */
module.exports = class FailOnSkip {
  onRunComplete(_contexts, results) {
    this.skipped = results.testResults.flatMap((file) =>
      file.testResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
    );
    for (const name of this.skipped) console.error(`skipped in CI: ${name}`);
  }

  getLastError() {
    if (this.skipped.length === 0) return undefined;
    return new Error(`${this.skipped.length} tests were skipped; CI has to run every one`);
  }
};
