/** tsc does not copy JSON: puts each executor's schema.json beside its compiled implementation. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src', 'executors');
for (const entry of readdirSync(source, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const target = join(root, 'dist', 'executors', entry.name);
  mkdirSync(target, { recursive: true });
  copyFileSync(join(source, entry.name, 'schema.json'), join(target, 'schema.json'));
}
