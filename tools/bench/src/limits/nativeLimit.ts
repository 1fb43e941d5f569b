import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reportFolder } from '../places';

const source = join(__dirname, '..', '..', 'native', 'limit.cpp');

/**
 * A run of the core's limit for products and sums in registers alone, in the vectors of an instruction set: GFLOP/s.
 * Undefined without g++.
 */
export function createNativeLimit(set: string): (() => number) | undefined {
  if (spawnSync('sh', ['-c', 'command -v g++']).status !== 0) return undefined;
  mkdirSync(reportFolder, { recursive: true });
  const program = join(reportFolder, 'limit');
  execFileSync('g++', ['-O2', '-Wno-psabi', '-ffp-contract=off', source, '-o', program]);
  return () => Number(execFileSync(program, [set], { encoding: 'utf8' }));
}
