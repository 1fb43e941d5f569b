// Writes packages/ir/network.schema.json from the layers' schemas: npm run schema --workspace @nx-codesign/ir
require('@swc-node/register');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const prettier = require('prettier');
const { networkSchema } = require('../src/networkFile/networkSchema');

async function main() {
  const path = join(__dirname, '../network.schema.json');
  const config = await prettier.resolveConfig(path);
  writeFileSync(path, await prettier.format(JSON.stringify(networkSchema), { ...config, parser: 'json' }));
}

main();
