import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const xcup: FittedModel = {
  source: { networks: 60, modules: 168, yosys: 'yosys 0.55.944', designs: 'd143fe4629a4297b' },
  lutsPerUnit: {
    ternaryBits: 1,
    pairBits: 0.9997,
    loneBits: 0,
    invertedBits: 0.8355,
    negatedBits: 0,
    narrowBits: 0.6532,
    resetBits: 0.07298,
    clampedBits: 0.7218,
    leakyBits: 0.8041,
    largerBits: 0.7917,
    orBits: 1.458,
    comparedBits: 1.215,
    testedBits: 0.2175,
    testLuts: 0.8189,
    tableLuts: 1.151,
    wideTableLuts: 1.306,
    topSelectionBits: 1,
  },
  expectedLutsPerUnit: { adderBits: 0.995, selectedBits: 0, comparedBits: 1.071, tableLuts: 1.051 },
  expectedFfs: 1.06,
  netlistPath: 0.8444,
  range: {
    inputs: [0, 144],
    outputs: [0, 62],
    inputBits: [0, 10],
    sumBits: [0, 18],
    tableAddressBits: [0, 10],
    positions: [0, 28],
    reuseFactor: [1, 8],
    clockPeriodNs: [1.5, 5],
  },
  errors: {
    built: { networks: 207, lutsMape: 2.23, lutsWorst: 27.6, ffsMape: 0.243, ffsWorst: 14.1 },
    known: { networks: 180, lutsMape: 9.56, lutsWorst: 289, ffsMape: 15.4, ffsWorst: 68.8 },
    assumed: { networks: 180, lutsMape: 14.5, lutsWorst: 260, ffsMape: 23.2, ffsWorst: 608 },
  },
};
