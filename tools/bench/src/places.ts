import { join } from 'node:path';

const repository = join(__dirname, '..', '..', '..');

/** Where the reports go. */
export const reportFolder = join(repository, 'dist', 'bench');

/** The Python environment that `nx run bench:peers` makes. */
export const virtualEnvironment = join(repository, 'dist', 'bench', 'python');

export const requirementsFile = join(__dirname, '..', 'requirements.txt');
