import { parentPort } from 'node:worker_threads';
import { createWasmEngine } from '@nx-codesign/train';
import { benchCases } from '../cases';
import { networkNames } from '../networks';

/** Trains the benchmarked networks one after another for so many milliseconds and answers with the rounds per millisecond. */
function listen(): void {
  const engine = createWasmEngine();
  const sessions = benchCases(networkNames)
    .filter(({ batch, quantized }) => batch === 128 && !quantized)
    .map(({ benchmarked, batch, weights, x, y }) => {
      const session = engine.open(benchmarked.network, { loss: benchmarked.loss, maxBatch: batch });
      session.setWeights(weights);
      const rows = { x, y, indices: Int32Array.from({ length: batch }, (_, i) => i) };
      return () => session.step(rows, { learningRate: 1e-3, weightDecay: 0 });
    });
  parentPort!.on('message', (milliseconds: number) => {
    const start = performance.now();
    let rounds = 0;
    for (; performance.now() - start < milliseconds; rounds++) for (const step of sessions) step();
    parentPort!.postMessage(rounds / (performance.now() - start));
  });
  parentPort!.postMessage(0);
}

listen();
