import { cpus, loadavg, type CpuInfo } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Mean number of running processes in the minute before the run: others that share the cores. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  const all: readonly CpuInfo[] = cpus();
  return { cpu: all[0].model, cores: all.length, node: process.version, loadBefore: loadavg()[0] };
}
