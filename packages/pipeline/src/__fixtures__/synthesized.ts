import type { Synthesized } from '../records/variants';

const costs = { parameters: 60, bops: 900, ebops: 800, luts: 90, ffs: 70, latencyCycles: 3, latencyNs: 15 };

/** A variant at its end, with made-up figures: 3 cycles of 5 ns, path within the clock, no mismatch. */
export function synthesizedVariant(name: string): Synthesized {
  return {
    variant: {
      name,
      policies: ['accuracy'],
      trial: 1,
      network: 'abc',
      genotype: {},
      assumed: costs,
      precision: { name: 'w4a4', weightBits: 4, activationBits: 4 },
      withinLoss: true,
      quantizedCosts: costs,
      step: 0,
      prunedCosts: costs,
      validation: { float: 0.97, quantized: 0.96, pruned: 0.95 },
      test: { float: 0.96, quantized: 0.95, pruned: 0.94 },
      engineCheck: { engine: 'wasm', vectors: 150, mismatches: 0 },
      design: {
        top: 'mlp',
        part: 'xcvu13p-flga2577-2-e',
        clockPeriodNs: 5,
        latencyCycles: 3,
        initiationInterval: 1,
        criticalPathNs: 1.5,
        latencyNs: 15,
        modules: 2,
        estimated: costs,
      },
      vectors: { count: 170, testSamples: 150, corners: 20 },
    },
    utilization: {
      name,
      part: 'xcvu13p-flga2577-2-e',
      total: {
        stage: 'synthesised',
        luts: 88,
        lutsBySize: {},
        ffs: 66,
        carries: 4,
        muxes: 0,
        dsps: 0,
        bram36: 0,
      },
      modules: [],
    },
    timing: {
      name,
      latencyCycles: 3,
      initiationInterval: 1,
      clockPeriodNs: 5,
      latencyNs: 15,
      lutLevels: 2,
      criticalPathNs: { low: 0.9, high: 1.8 },
      maxFrequencyMHz: { low: 556, high: 1110 },
      mark: 'estimated',
    },
    verification: {
      name,
      engine: { vectors: 150, mismatches: 0 },
      gates: { vectors: 170, mismatches: 0, metric: 0.94 },
      cpp: { vectors: 170, mismatches: 0 },
      rtl: { vectors: 170, mismatches: 0 },
    },
  };
}
