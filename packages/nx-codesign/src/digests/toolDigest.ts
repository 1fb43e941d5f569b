import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Prints for each tool named on the command line whether it is on the PATH. Run by Nx as a runtime input. */
for (const tool of process.argv.slice(2)) {
  process.stdout.write(`${tool} ${isOnPath(tool) ? 'present' : 'absent'}\n`);
}

function isOnPath(tool: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => {
    try {
      accessSync(join(folder, process.platform === 'win32' ? `${tool}.exe` : tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
