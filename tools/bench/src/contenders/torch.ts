import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { virtualEnvironment } from '../places';
import type { BenchCase, Contender } from './contender';
import { startLineProcess, type LineProcess } from './lineProcess';

const script = join(__dirname, '..', '..', 'peers', 'train_step.py');

/**
 * Glibc gives large blocks back to the system after every step; kept, PyTorch is up to twice as fast at large batches.
 * Idle threads of OpenMP must not take the cores from whoever is timed next.
 */
const environment = {
  MALLOC_MMAP_THRESHOLD_: '1073741824',
  MALLOC_TRIM_THRESHOLD_: '1073741824',
  MALLOC_TOP_PAD_: '268435456',
  OMP_WAIT_POLICY: 'passive',
};

interface PreparedAnswer {
  readonly loss: number;
  readonly setup: string;
}

/** The Python to run PyTorch with: `BENCH_PYTHON`, else the environment that `bench:peers` makes, else none. */
export function benchPython(): string | undefined {
  const own = join(virtualEnvironment, 'bin', 'python');
  return process.env.BENCH_PYTHON ?? (existsSync(own) ? own : undefined);
}

/** PyTorch in a process of its own that stays open for the whole run. Rejects if it cannot be imported. */
export async function torchContender(
  python: string,
  threads: number,
): Promise<Contender & { version: string }> {
  const peer = startLineProcess({
    command: python,
    args: [script, String(threads)],
    environment: { ...environment, OMP_NUM_THREADS: String(threads) },
  });
  const { version } = await peer.ask<{ version: string }>({ ask: 'version' });
  return {
    name: `torch ${threads}t`,
    version,
    prepare: (benchCase) => prepare(peer, benchCase),
    close: () => peer.close(),
  };
}

async function prepare(peer: LineProcess, { name, quantized, batch, weights, x, y }: BenchCase) {
  const tensors = Object.entries(weights).map(([tensor, { shape, data }]) => ({
    tensor,
    shape,
    data: [...data],
  }));
  const { loss, setup } = await peer.ask<PreparedAnswer>({
    ask: 'prepare',
    ...{ name, quantized, batch, tensors, x: [...x], y: [...y] },
  });
  return {
    firstLoss: loss,
    setup,
    time: async (steps: number) => (await peer.ask<{ ms: number }>({ ask: 'time', steps })).ms,
    dispose: () => undefined,
  };
}
