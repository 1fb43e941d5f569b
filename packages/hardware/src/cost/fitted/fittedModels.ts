import type { FittedModel } from './fittedModel';

/** By family of devices; the others have numbers in `unfittedNumbers`. Written by `bench:cost-model --fit`. */
export const fittedModels = {
  xcup: {
    source: { networks: 60, modules: 172, yosys: 'yosys 0.55.944' },
    lutsPerUnit: {
      ternaryBits: 0.9972,
      pairBits: 0.9953,
      loneBits: 0,
      invertedBits: 0.8516,
      negatedBits: 0.04657,
      narrowBits: 0.9262,
      resetBits: 0.03803,
      clampedBits: 0.9107,
      leakyBits: 0.8514,
      largerBits: 0.7511,
      orBits: 2.051,
      comparedBits: 1.254,
      testedBits: 0,
      testLuts: 0.5159,
      tableLuts: 0.6882,
      wideTableLuts: 1.218,
      topSelectionBits: 1.069,
    },
    expectedLutsPerUnit: {
      known: { adderBits: 0.9354, selectedBits: 0.2233, comparedBits: 1.773, tableLuts: 0.4924 },
      assumed: { adderBits: 0.9756, selectedBits: 0.03016, comparedBits: 1.773, tableLuts: 0.9012 },
    },
    expectedFfs: { known: 1.05, assumed: 1.121 },
    netlistPath: 0.8474,
    range: {
      inputs: [1, 128],
      outputs: [1, 64],
      inputBits: [1, 10],
      sumBits: [1, 20],
      tableAddressBits: [0, 10],
      positions: [1, 49],
      reuseFactor: [1, 8],
      clockPeriodNs: [1.5, 5],
    },
    errors: {
      built: { networks: 29, lutsMape: 1.14, lutsWorst: 5.02, ffsMape: 0.0179, ffsWorst: 0.338 },
      known: { networks: 17, lutsMape: 8.34, lutsWorst: 31.7 },
      assumed: { networks: 32, lutsMape: 23.4, lutsWorst: 147 },
    },
  },
} satisfies Readonly<Record<string, FittedModel>>;
