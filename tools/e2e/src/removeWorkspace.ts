import { rmSync } from 'node:fs';
import { installedWorkspace } from './places';

/** After all end-to-end tests. */
export default function removeWorkspace(): void {
  rmSync(installedWorkspace(), { recursive: true, force: true });
}
