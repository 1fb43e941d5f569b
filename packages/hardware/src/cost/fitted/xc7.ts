import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const xc7: FittedModel = {
  source: { networks: 48, modules: 142, yosys: 'yosys 0.55.944', designs: 'a313ef0592c62136' },
  lutsPerUnit: {
    ternaryBits: 0.9996,
    pairBits: 0.9953,
    loneBits: 0.01163,
    invertedBits: 0.9506,
    negatedBits: 0.01112,
    narrowBits: 0.3733,
    resetBits: 0,
    clampedBits: 0.5143,
    leakyBits: 0.6644,
    largerBits: 0,
    orBits: 1,
    comparedBits: 1.078,
    testedBits: 0,
    testLuts: 0.965,
    tableLuts: 0.6925,
    wideTableLuts: 0.9453,
    topSelectionBits: 0.5008,
  },
  expectedLutsPerUnit: { adderBits: 0.9571, selectedBits: 0, comparedBits: 0.7464, tableLuts: 0.526 },
  expectedFfs: 1.032,
  netlistPath: 0.85,
  range: {
    inputs: [0, 120],
    outputs: [0, 24],
    inputBits: [0, 11],
    sumBits: [0, 18],
    tableAddressBits: [0, 10],
    positions: [0, 21],
    reuseFactor: [1, 7],
    clockPeriodNs: [4, 10],
  },
  errors: {
    built: { networks: 40, lutsMape: 2.58, lutsWorst: 16.4, ffsMape: 0.232, ffsWorst: 2.08 },
    known: { networks: 35, lutsMape: 2.78, lutsWorst: 16.4, ffsMape: 1.13, ffsWorst: 9.85 },
    assumed: { networks: 35, lutsMape: 16.7, lutsWorst: 61.8, ffsMape: 27.7, ffsWorst: 157 },
  },
};
