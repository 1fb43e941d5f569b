/** Writes codesign.schema.json, each executor's schema.json and the tables of keys in docs from the config schema. */
require('@swc-node/register');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const prettier = require('prettier');
const { executorSchemas, publishedStudySchema } = require('../src/schemas/executorSchemas.ts');
const { keyTables, withKeyTable } = require('../src/schemas/keyTables.ts');

const root = join(__dirname, '..');
const docs = join(root, '..', '..', 'docs');

async function write() {
  writeFileSync(join(root, 'codesign.schema.json'), publishedStudySchema());
  for (const [stage, text] of Object.entries(executorSchemas())) {
    const folder = join(root, 'src', 'executors', stage);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'schema.json'), text);
  }
  for (const [path, table] of Object.entries(keyTables())) {
    const file = join(docs, path);
    const page = withKeyTable(readFileSync(file, 'utf8'), table);
    const options = await prettier.resolveConfig(file);
    writeFileSync(file, await prettier.format(page, { ...options, parser: 'markdown' }));
  }
}

void write();
