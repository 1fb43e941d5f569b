import { netlistOf } from '../__fixtures__/netlistOf';
import { estimatePower } from './estimatePower';
import { powerModels } from './powerModel';
import { toggleCounts } from './toggleCounts';

const bit = [{ offset: 0, width: 1, signed: false }];
const register = (from: number, to: number) => ({
  type: 'FDRE',
  pins: { C: 2, CE: 1, R: 0, D: from, Q: to },
});

/** An inverter between two registers. */
const design = netlistOf({
  inputs: { clk: [2], x: [3] },
  outputs: { y: [6] },
  cells: [register(3, 4), { type: 'INV', pins: { I: 4, O: 5 } }, register(5, 6)],
});
const togglesOf = (inputs: readonly number[]) =>
  toggleCounts(design, {
    ...{ inputs: Int32Array.from(inputs), count: inputs.length, inputPorts: bit, latencyCycles: 2 },
  });
/** 128 streams of ten vectors each. */
const streams = (stream: readonly number[]) => Array.from({ length: 128 }, () => stream).flat();

describe('toggle counts', () => {
  it('a net that changes in every cycle toggles once a cycle: LUT and both registers', () => {
    // Cycles 2 to 8 are looked at (0 and 1 fill the pipeline, the last vector is left out): six pairs in 128 lanes.
    const { cycles, instances } = togglesOf(streams([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]));
    expect(cycles).toBe(6 * 128);
    expect(instances).toEqual([
      {
        module: 'top',
        nets: [
          { net: 5, driver: 'lut', toggles: 6 * 128 },
          { net: 4, driver: 'register', toggles: 6 * 128 },
          { net: 6, driver: 'register', toggles: 6 * 128 },
        ],
      },
    ]);
  });

  it('counts a single change once, and none where nothing changes', () => {
    const once = togglesOf(streams([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]));
    expect(once.instances[0].nets.map(({ toggles }) => toggles)).toEqual([128, 128, 128]);
    const never = togglesOf(streams([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
    expect(never.instances[0].nets.map(({ toggles }) => toggles)).toEqual([0, 0, 0]);
  });

  it('leaves out lanes that have no vectors', () => {
    const { cycles } = togglesOf([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(cycles).toBe(0);
  });
});

describe('estimatePower', () => {
  const conditions = { family: 'xcup', clockPeriodNs: 2, initiationInterval: 3 } as const;
  const counts = {
    cycles: 100,
    instances: [
      {
        module: 'top',
        nets: [
          { net: 5, driver: 'lut', toggles: 50 },
          { net: 6, driver: 'register', toggles: 25 },
        ],
      },
    ],
  } as const;

  it('takes C V^2 / 2 for each change and C V^2 for each flip-flop and cycle', () => {
    // 16 / 150 nm, 5.9 / 8 pJ at 1.5 V. Nets: 2 x 0.7375 x 0.76 / 2.25 x 0.10667 / 0.4 = 0.13286 pF (high: 0.53144 pF).
    // Clock: 0.7375 x 0.14 / 2.25 x 0.10667 = 0.0048948 pF (high: four times). 0.75 changes and one flip-flop per cycle.
    // Low: (0.75 x 0.13286 / 2 + 0.0048948) x 0.7225 = 0.039533 pJ; high: (0.75 x 2 x 0.53144 / 2 + 0.019579) x 0.7225 = 0.30212.
    expect(estimatePower(counts, conditions)).toEqual({
      mark: 'estimated',
      dynamicMilliwatts: { low: 0.0198, high: 0.151 },
      nanojoulesPerVector: { low: 0.000119, high: 0.000906 },
      togglesPerNetAndCycle: 0.375,
      volts: 0.85,
    });
  });

  it('tells nothing where nothing was counted', () => {
    expect(estimatePower({ cycles: 0, instances: [] }, conditions)).toBeUndefined();
    expect(estimatePower({ cycles: 100, instances: [] }, conditions)).toBeUndefined();
  });

  it('has a source for each family, and older ones need more', () => {
    const energies = Object.values(powerModels).map(
      ({ volts, netPicofarads }) => netPicofarads.low * volts ** 2,
    );
    expect(energies.every((energy) => energy >= energies[0])).toBe(true);
    for (const { source } of Object.values(powerModels)) expect(source).toMatch(/not calibrated/);
  });
});
