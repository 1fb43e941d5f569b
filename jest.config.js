const reporters = [
  'default',
  ...(process.env.REQUIRE_TOOLS ? ['<rootDir>/tools/testing/failOnSkip.js'] : []),
];

module.exports = { projects: ['<rootDir>/packages/*'], reporters };
