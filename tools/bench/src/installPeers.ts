import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { requirementsFile, virtualEnvironment } from './places';

/** Makes the Python environment with the versions of requirements.txt; needs python3 and a package index. */
function installPeers(): void {
  const run = (command: string, args: readonly string[]) => execFileSync(command, args, { stdio: 'inherit' });
  run('python3', ['-m', 'venv', virtualEnvironment]);
  run(join(virtualEnvironment, 'bin', 'python'), ['-m', 'pip', 'install', '-r', requirementsFile]);
}

installPeers();
