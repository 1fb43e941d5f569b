import type { Engine, Session } from '@nx-codesign/train';
import type { BenchCase, Contender, Prepared } from './contender';

const stepOptions = { learningRate: 1e-3, weightDecay: 0 };
const warmUpSteps = 60;

/** Our engine, which also gathers its batch from the data set by row numbers in every step. */
export function ourContender(name: string, engine: Engine): Contender {
  return {
    name,
    prepare: (benchCase) => Promise.resolve(prepare(engine, benchCase)),
    close: () => undefined,
  };
}

function prepare(engine: Engine, { benchmarked, batch, weights, x, y }: BenchCase): Prepared {
  const session: Session = engine.open(benchmarked.network, { loss: benchmarked.loss, maxBatch: batch });
  session.setWeights(weights);
  const rows = { x, y, indices: Int32Array.from({ length: batch }, (_, i) => i) };
  const firstLoss = session.step(rows, stepOptions);
  for (let i = 1; i < warmUpSteps; i++) session.step(rows, stepOptions);
  return {
    firstLoss,
    time(steps) {
      const start = performance.now();
      for (let i = 0; i < steps; i++) session.step(rows, stepOptions);
      return Promise.resolve((performance.now() - start) / steps);
    },
    dispose: () => undefined,
  };
}
