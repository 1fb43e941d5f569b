import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const ice40: FittedModel = {
  source: { networks: 24, modules: 74, yosys: 'yosys 0.55.944', designs: 'aa3165a7caf879d6' },
  lutsPerUnit: {
    ternaryBits: 2,
    pairBits: 0.9775,
    loneBits: 0.5099,
    invertedBits: 1.008,
    negatedBits: 0.8353,
    narrowBits: 0.6626,
    resetBits: 0.3169,
    clampedBits: 0.5875,
    leakyBits: 0.8647,
    largerBits: 0.9968,
    orBits: 1,
    comparedBits: 0.882,
    testedBits: 0,
    testLuts: 0.9731,
    tableLuts: 1,
    wideTableLuts: 1.067,
    topSelectionBits: 1,
  },
  expectedLutsPerUnit: { adderBits: 1.329, selectedBits: 0.121, comparedBits: 0.8198, tableLuts: 0.6302 },
  expectedFfs: 0.9971,
  netlistPath: 0.7239,
  range: {
    inputs: [3, 136],
    outputs: [3, 24],
    inputBits: [6, 11],
    sumBits: [8, 16],
    tableAddressBits: [0, 9],
    positions: [1, 28],
    reuseFactor: [1, 7],
    clockPeriodNs: [6, 20],
  },
  errors: {
    built: { networks: 24, lutsMape: 6.45, lutsWorst: 21.2, ffsMape: 0.498, ffsWorst: 5.13 },
    assumed: { networks: 21, lutsMape: 14, lutsWorst: 52.4, ffsMape: 23.3, ffsWorst: 55.4 },
  },
};
