/** Writes codesign.schema.json and each executor's schema.json from the config schema. */
require('@swc-node/register');
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { executorSchemas, publishedStudySchema } = require('../src/schemas/executorSchemas.ts');

const root = join(__dirname, '..');
writeFileSync(join(root, 'codesign.schema.json'), publishedStudySchema());
for (const [stage, text] of Object.entries(executorSchemas())) {
  const folder = join(root, 'src', 'executors', stage);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'schema.json'), text);
}
