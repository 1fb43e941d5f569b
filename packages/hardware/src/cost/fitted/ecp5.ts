import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const ecp5: FittedModel = {
  source: { networks: 24, modules: 72, yosys: 'yosys 0.55.944', designs: '5a5f543e0dedd2ca' },
  lutsPerUnit: {
    ternaryBits: 2,
    pairBits: 1.208,
    loneBits: 0.9902,
    invertedBits: 1.113,
    negatedBits: 0,
    narrowBits: 2.322,
    resetBits: 0,
    clampedBits: 0.824,
    leakyBits: 1.045,
    largerBits: 1.769,
    orBits: 1,
    comparedBits: 1.769,
    testedBits: 0.1422,
    testLuts: 1.175,
    tableLuts: 1,
    wideTableLuts: 1.292,
    topSelectionBits: 1,
  },
  expectedLutsPerUnit: { adderBits: 1.123, selectedBits: 0.1318, comparedBits: 1.094, tableLuts: 0.8753 },
  expectedFfs: 1.05,
  netlistPath: 1,
  range: {
    inputs: [4, 104],
    outputs: [3, 61],
    inputBits: [6, 10],
    sumBits: [10, 16],
    tableAddressBits: [0, 10],
    positions: [1, 21],
    reuseFactor: [1, 8],
    clockPeriodNs: [5, 15],
  },
  errors: {
    built: { networks: 23, lutsMape: 4.52, lutsWorst: 21.6, ffsMape: 0.827, ffsWorst: 18.5 },
    assumed: { networks: 20, lutsMape: 9.4, lutsWorst: 24.5, ffsMape: 24.9, ffsWorst: 69.4 },
  },
};
