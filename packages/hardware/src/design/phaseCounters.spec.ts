import { layer, programOf } from '../__fixtures__/networkOf';
import { buildDesign } from './buildDesign';
import { phaseBitsOf, phaseCountersOf } from './phaseCounters';

const options = { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' };
const weight = { signed: true, integer: 0, fraction: 3 };
const dense = layer('phi', 'dense', ['input'], { units: 2, weight, bias: weight });
const sum = layer('sum', 'aggregate', ['phi'], { function: 'sum' });
const padded = layer('conv', 'conv2d', ['input'], {
  filters: 1,
  size: [3, 3],
  padding: 'same',
  weight,
  bias: weight,
});

describe('the counters of a streamed design', () => {
  it('are none where an accumulator has to know the first phase only', () => {
    const design = buildDesign(programOf([8, 3], [dense, sum]), { ...options, reuseFactor: 8 });
    expect(phaseCountersOf(design)).toMatchObject({ startDelays: design.latencyCycles, startCycles: [] });
    expect(phaseBitsOf(design)).toBe(design.latencyCycles);
  });

  it('count the positions of an image with zeros around, and each table is a register', () => {
    const design = buildDesign(programOf([3, 3, 1], [padded]), { ...options, reuseFactor: 9 });
    const [{ startCycle }] = design.instances;
    expect(phaseCountersOf(design)).toMatchObject({ startCycles: [startCycle], width: 4 });
    // All of the 9 elements but the middle one are zeros somewhere.
    expect(phaseBitsOf(design)).toBe(design.latencyCycles + 4 + 8);
  });
});
