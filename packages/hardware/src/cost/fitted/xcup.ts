import type { FittedModel } from './fittedModel';

/** Written by `bench:cost-model --fit`. */
export const xcup: FittedModel = {
  source: { networks: 60, modules: 168, yosys: 'yosys 0.55.944', designs: 'd143fe4629a4297b' },
  lutsPerUnit: {
    ternaryBits: 0.9967,
    pairBits: 1.006,
    loneBits: 0,
    invertedBits: 0.8249,
    negatedBits: 0,
    narrowBits: 0.4382,
    resetBits: 0.07849,
    clampedBits: 0.3452,
    leakyBits: 0.7313,
    largerBits: 0.6043,
    orBits: 0.941,
    comparedBits: 0.3576,
    testedBits: 0.153,
    testLuts: 0.6618,
    tableLuts: 0.9364,
    wideTableLuts: 1.101,
    topSelectionBits: 0.5038,
  },
  expectedLutsPerUnit: { adderBits: 0.9692, selectedBits: 0, comparedBits: 0.679, tableLuts: 0.9307 },
  expectedFfs: 1.06,
  netlistPath: 0.8438,
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
    built: { networks: 207, lutsMape: 2.2, lutsWorst: 33.2, ffsMape: 0.243, ffsWorst: 14.1 },
    known: { networks: 180, lutsMape: 2.86, lutsWorst: 33.2, ffsMape: 2.03, ffsWorst: 80.9 },
    assumed: { networks: 180, lutsMape: 14.5, lutsWorst: 254, ffsMape: 23.2, ffsWorst: 608 },
    searched: { networks: 89, lutsMape: 6.02, lutsWorst: 26.1, ffsMape: 7.57, ffsWorst: 85.9 },
  },
};
