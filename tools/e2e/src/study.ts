/** A study small enough to run dozens of times: 8x8 digits, four trials a generation, one precision. */
export function tinyStudy(): Record<string, unknown> {
  return {
    task: 'classification',
    seed: 1,
    dataset: {
      source: {
        kind: 'idx',
        images: 'raw/train-images-idx3-ubyte',
        labels: 'raw/train-labels-idx1-ubyte',
        testImages: 'raw/t10k-images-idx3-ubyte',
        testLabels: 'raw/t10k-labels-idx1-ubyte',
      },
      resize: [8, 8],
      split: { train: 0.8, validation: 0.2, test: 0 },
      inputFormat: { signed: false, integer: 0, fraction: 3 },
    },
    search: {
      space: {
        family: 'mlp',
        depth: [1, 2],
        widths: [4, 8],
        activations: ['relu'],
        norms: ['none', 'batch'],
      },
      objectives: ['accuracy', 'luts'],
      algorithm: { kind: 'nsga2', population: 4, trials: 12 },
      training: { epochs: 2, batchSize: 64, learningRate: 0.01 },
      variants: ['accuracy'],
    },
    localSearch: { trials: 2, batch: 2, epochs: [2, 4] },
    qat: { weightBits: [4], activationBits: [4], epochs: 2, maxLoss: 0.1 },
    prune: { maxLoss: 0.1, epochs: 1, steps: 2 },
    hlsEmit: { targets: ['verilog', 'vitis'], part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 },
    synthesize: { flow: 'yosys' },
    report: { title: 'Tiny' },
  };
}

/** A deep copy of a study with one value replaced; `path` is dotted. */
export function edited(
  study: Record<string, unknown>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(study);
  const keys = path.split('.');
  const last = keys.pop() as string;
  let place = copy;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  place[last] = value;
  return copy;
}
