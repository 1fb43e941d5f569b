import { chainProgram, type ChainStep } from '../../__fixtures__/chainProgram';
import { buildDesign } from '../../design/buildDesign';
import { GraphBuilder } from '../../adderGraph/graphBuilder';
import { usedBits } from '../../adderGraph/usedBits';
import { designCounts } from '../designCounts';
import { countLogic } from './countLogic';
import { logicKinds, type LogicKind } from './logicCounts';

const device = { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' };
const nibbles = [0, 1].map(() => ({ low: 0, high: 15 }));

function counted(steps: readonly ChainStep[]) {
  const design = buildDesign(chainProgram('net', nibbles, [...steps]), device);
  const [{ counts }] = designCounts(design);
  const kinds = logicKinds.filter((kind) => counts[kind] > 0).map((kind) => [kind, counts[kind]]);
  return { kinds: Object.fromEntries(kinds), registers: counts.registers, chains: counts.chains };
}

const sums = (outputs: number, data: number[]): ChainStep => ({
  ...{ kind: 'matvec', layer: 'sum', inputs: 2 },
  outputs,
  data,
});
const clamp = (minimum: number, maximum: number): ChainStep => ({
  ...{ kind: 'quantize', layer: 'q', shift: 0, round: 'floor' },
  minimum,
  maximum,
});

interface Case {
  readonly steps: ChainStep[];
  readonly kinds: Partial<Record<LogicKind, number>>;
  readonly registers: number;
  readonly chains: number[];
  readonly why: string;
}

describe('the logic of two nibbles a and b', () => {
  it.each<Case>([
    {
      steps: [sums(1, [1, 1])],
      ...{ kinds: { pairBits: 4 }, registers: 5, chains: [5] },
      why: 'a + b: four bits of two operands, the fifth is the carry',
    },
    {
      steps: [sums(1, [1, -1])],
      ...{ kinds: { pairBits: 4, negatedBits: 4 }, registers: 5, chains: [5] },
      why: 'a - b: the four bits of b are inverted',
    },
    {
      steps: [sums(1, [1, 4])],
      ...{ kinds: { pairBits: 2, loneBits: 2 }, registers: 7, chains: [5] },
      why: 'a + 4 b: two bits of a pass, two overlap, two of b stand alone, the last is the carry',
    },
    {
      steps: [sums(1, [1, 16])],
      ...{ kinds: {}, registers: 8, chains: [] },
      why: 'a + 16 b: side by side',
    },
    {
      steps: [sums(2, [1, 1, 4, 0])],
      ...{ kinds: { pairBits: 2, loneBits: 2 }, registers: 9, chains: [5] },
      why: 'a + 4 b and a: the two low bits are the same registers',
    },
    {
      steps: [sums(1, [1, 1]), clamp(0, 15)],
      ...{ kinds: { pairBits: 4, resetBits: 4, testedBits: 1 }, registers: 4, chains: [5] },
      why: 'one limit is the set of a register',
    },
    {
      steps: [sums(1, [1, -1]), clamp(0, 7)],
      ...{ kinds: { pairBits: 4, negatedBits: 4, clampedBits: 3, testedBits: 1 }, registers: 3, chains: [5] },
      why: 'two limits take a LUT per bit',
    },
  ])('is $kinds and $registers flip-flops: $why', ({ steps, kinds, registers, chains }) => {
    expect(counted(steps)).toEqual({ kinds, registers, chains });
  });

  it('of a table with an address of four bits is a LUT per different function', () => {
    // x, and the highest bit of x twice: 4 functions.
    const steps: ChainStep[] = [
      { kind: 'tableOf', layer: 'table', function: (x) => x + 16 * (x >> 3) + 32 * (x >> 3) },
    ];
    const { kinds } = counted([sums(1, [1, 0]), ...steps]);
    expect(kinds).toEqual({ tableLuts: 4 });
  });
});

describe('the carry chain of a maximum of two values of 7 bits', () => {
  it.each([
    { lutInputs: 6, chains: [4], why: 'two bits for each carry bit' },
    { lutInputs: 4, chains: [7], why: 'a subtraction' },
  ])('is of $chains bits with LUTs of $lutInputs inputs: $why', ({ lutInputs, chains }) => {
    const builder = new GraphBuilder();
    const [a, b] = [0, 1].map((element) => builder.input(element, 0, 127));
    const graph = builder.finish([builder.maximum(a, b)]);
    expect(countLogic(graph, usedBits(graph, [7]), lutInputs).chains).toEqual(chains);
  });
});
