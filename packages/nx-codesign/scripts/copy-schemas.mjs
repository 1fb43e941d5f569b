/** tsc does not copy JSON: puts the schema.json of each executor and generator beside its compiled code. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const folder of ['executors', 'generators']) {
  const source = join(root, 'src', folder);
  for (const file of readdirSync(source, { recursive: true }).filter((name) =>
    name.endsWith('schema.json'),
  )) {
    const target = join(root, 'dist', folder, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, file), target);
  }
}
