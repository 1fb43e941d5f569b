import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const xc7: FittedModel = {
  source: { networks: 24, modules: 73, yosys: 'yosys 0.55.944', designs: '8b4b003bb5d10e63' },
  lutsPerUnit: {
    ternaryBits: 0.9992,
    pairBits: 0.9966,
    loneBits: 0.02498,
    invertedBits: 0.9991,
    negatedBits: 0.008834,
    narrowBits: 0.5349,
    resetBits: 0.005639,
    clampedBits: 0.7703,
    leakyBits: 0.8169,
    largerBits: 1.033,
    orBits: 1,
    comparedBits: 1.053,
    testedBits: 0,
    testLuts: 0.9441,
    tableLuts: 0.5118,
    wideTableLuts: 1.126,
    topSelectionBits: 1,
  },
  expectedLutsPerUnit: { adderBits: 0.9316, selectedBits: 0.3103, comparedBits: 1.331, tableLuts: 0.4388 },
  expectedFfs: 1.114,
  netlistPath: 1,
  range: {
    inputs: [12, 120],
    outputs: [3, 18],
    inputBits: [6, 11],
    sumBits: [9, 18],
    tableAddressBits: [0, 10],
    positions: [1, 21],
    reuseFactor: [1, 7],
    clockPeriodNs: [4, 10],
  },
  errors: {
    built: { networks: 24, lutsMape: 2.78, lutsWorst: 16, ffsMape: 0.0682, ffsWorst: 0.876 },
    known: { networks: 21, lutsMape: 9.02, lutsWorst: 33.3, ffsMape: 15.4, ffsWorst: 56.4 },
    assumed: { networks: 21, lutsMape: 17.4, lutsWorst: 84.5, ffsMape: 22, ffsWorst: 99.6 },
  },
};
