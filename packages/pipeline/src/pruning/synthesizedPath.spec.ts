import { parseNetlist, synthesizeModule, utilizationOf } from '@nx-codesign/flows';
import { buildDesign, emitVerilog, estimateCost } from '@nx-codesign/hardware';
import { lower, type Network } from '@nx-codesign/ir';
import {
  createWasmEngine,
  initialWeights,
  prune,
  quantizeNetwork,
  train,
  type Arrays,
  type PruningStep,
  type TrainingSettings,
} from '@nx-codesign/train';
import { stripeImages } from '../__fixtures__/idx';

jest.setTimeout(120_000);

const engine = createWasmEngine();
const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };
const dense = (name: string, from: string, units: number) => ({
  name,
  kind: 'dense',
  inputs: [from],
  config: { units },
});
const network: Network = {
  name: 'stripes',
  input: { shape: [16], format: { signed: false, integer: 0, fraction: 4 } },
  layers: [
    dense('hidden', 'input', 10),
    { name: 'act', kind: 'activation', inputs: ['hidden'], config: { function: 'relu' } },
    dense('logits', 'act', 3),
  ],
  output: 'logits',
};
const settings: TrainingSettings = {
  epochs: 4,
  batchSize: 32,
  learningRate: 0.01,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'best',
  seed: 1,
};

function samples(count: number, seed: number): Arrays {
  const { images, labels } = stripeImages(count, seed);
  // The input format has 4 bits after the point.
  return {
    count,
    x: Float32Array.from(images, (pixel) => Math.floor(pixel / 16) / 16),
    y: Int32Array.from(labels),
  };
}

/** Trains in float, quantises to 5 bits, and prunes by these methods with training in between. */
async function pathOf(
  kinds: readonly ('structured' | 'unstructured' | 'hardware')[],
): Promise<PruningStep[]> {
  const sets = { train: samples(480, 1), validation: samples(120, 2) };
  const { weights } = train(engine, { network, weights: initialWeights(network, 1), settings, ...sets });
  const sizes = { weightBits: 5, activationBits: 5 };
  const quantized = quantizeNetwork({ network, weights, calibration: sets.train, ...sizes, engine });
  return prune({
    network: quantized,
    weights,
    metric: 1,
    task: 'classification',
    sample: sets.train,
    validation: sets.validation,
    engine,
    maxLoss: 1,
    methods: kinds.map((kind) => ({ kind, share: 0.4, steps: 1, rewind: 'start' as const })),
    estimateLuts: (candidate) => estimateCost(lower(candidate.network, candidate.weights), device).luts,
    fineTune: (candidate) => Promise.resolve(train(engine, { ...candidate, settings, ...sets })),
  });
}

async function synthesisedLuts({ network: smaller, weights }: PruningStep): Promise<number> {
  const design = buildDesign(lower(smaller, weights), device);
  const emitted = Object.entries(emitVerilog(design, { networkHash: 'test' }));
  const files = Object.fromEntries(
    emitted.filter(([path]) => path.endsWith('.v') && !path.endsWith('_tb.v')),
  );
  const { netlistJson, tool } = await synthesizeModule({ top: design.name, files, family: 'xcup' });
  return utilizationOf(parseNetlist(netlistJson, design.name), tool).luts;
}

describe('a pruning path', () => {
  it.each([[['structured', 'hardware'] as const], [['unstructured', 'hardware'] as const]])(
    'by %j falls in LUTs as Yosys synthesises them, and in estimated ones',
    async (kinds) => {
      const path = await pathOf(kinds);
      expect(path.map(({ method }) => method)).toEqual([undefined, ...kinds]);
      const luts: number[] = [];
      for (const step of path) luts.push(await synthesisedLuts(step));
      const falls = luts.slice(1).map((count, i) => count < luts[i]);
      expect([luts, falls]).toEqual([luts, [true, true]]);
      const estimates = path.map((step) => step.luts!);
      expect(estimates).toEqual([...estimates].sort((a, b) => b - a));
    },
  );
});
