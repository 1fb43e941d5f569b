import { CodesignError } from '@nx-codesign/ir';

/** Throws CodesignError `workers.invalid` unless the number of worker threads is a whole number from 1 up. */
export function checkWorkers(workers: number): void {
  if (Number.isInteger(workers) && workers >= 1) return;
  throw new CodesignError(
    'workers.invalid',
    `workers is ${workers}; expected a whole number from 1 up. Leave it out for one worker per core`,
  );
}
