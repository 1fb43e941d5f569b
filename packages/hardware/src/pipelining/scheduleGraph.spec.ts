import fc from 'fast-check';
import { operandsOf, type AdderGraph } from '../adderGraph/graph';
import { partFacts } from '../design/groupBounds';
import { lowerGroup } from '../design/lowerGroup';
import { neededElements } from '../design/neededElements';
import { partition } from '../design/partition';
import { randomProgram } from '../__fixtures__/randomProgram';
import { delayModels } from './delayModel';
import { nodeDelayNs } from './nodeDelay';
import { insertRegisters } from './registers';
import { scheduleGraph } from './scheduleGraph';

const seed = 31;
const model = delayModels.xcup;

function graphs(programSeed: number): AdderGraph[] {
  const program = randomProgram(programSeed);
  const needed = neededElements(program);
  return partition(program).map((group) => {
    const facts = partFacts(program, group, needed);
    const inputs = facts.get(group.inputs[0])!;
    return lowerGroup(program, group, { facts, inputs, style: { radix: 2 } });
  });
}

/** The longest delay between registers of a graph in which registers are nodes. */
function longestPathNs({ nodes }: AdderGraph): number {
  const ready: number[] = [];
  nodes.forEach((node) => {
    const varying = operandsOf(node).filter((operand) => nodes[operand.node].kind !== 'constant');
    const start = Math.max(model.clockToOutputNs, ...varying.map((operand) => ready[operand.node]));
    ready.push(node.kind === 'register' ? model.clockToOutputNs : start + nodeDelayNs(nodes, node, model));
  });
  return Math.max(model.clockToOutputNs, ...ready) + model.netNs + model.setupNs;
}

/** Clock edges on every way from an input to the outputs; more than one number would be a race. */
function edgesToOutputs({ nodes, outputs }: AdderGraph): Set<number> {
  const edges: (number | undefined)[] = [];
  nodes.forEach((node) => {
    const before = operandsOf(node).flatMap((operand) => edges[operand.node] ?? []);
    before.forEach((count) => expect(count).toBe(before[0]));
    edges.push(node.kind === 'input' ? 0 : node.kind === 'register' ? before[0] + 1 : before[0]);
  });
  return new Set(outputs.flatMap(({ node }) => edges[node] ?? []));
}

describe('scheduleGraph', () => {
  it(`lets all paths cross the same number of registers and meets the clock (seed ${seed})`, () => {
    const check = (programSeed: number, clockPeriodNs: number): void => {
      for (const graph of graphs(programSeed)) {
        const schedule = scheduleGraph(graph, { model, clockPeriodNs });
        const registered = insertRegisters(graph, schedule);
        const edges = edgesToOutputs(registered.graph);
        expect([...edges].every((count) => count === schedule.latencyCycles)).toBe(true);
        const path = longestPathNs(registered.graph);
        expect(schedule.criticalPathNs).toBeCloseTo(path, 9);
        const slowest = Math.max(0, ...graph.nodes.map((node) => nodeDelayNs(graph.nodes, node, model)));
        const alone = model.clockToOutputNs + slowest + model.netNs + model.setupNs;
        expect(path).toBeLessThanOrEqual(Math.max(clockPeriodNs, alone) + 1e-9);
      }
    };
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.5, 1.2, 2, 4), check), {
      seed,
    });
  });

  it('needs the output register alone if the clock is slow', () => {
    for (const graph of graphs(4)) {
      expect(scheduleGraph(graph, { model, clockPeriodNs: 1000 }).latencyCycles).toBe(1);
    }
  });

  it('leaves wiring in the stage of an adder that is slower than the clock: floor(3x / 4) at 0.5 ns', () => {
    const graph: AdderGraph = {
      nodes: [
        { kind: 'input', element: 0, low: 0, high: 255 },
        {
          kind: 'sum',
          terms: [
            { node: 0, shift: 0, negative: false },
            { node: 0, shift: 1, negative: false },
          ],
          low: 0,
          high: 765,
        },
        { kind: 'slice', x: 1, shift: 2, low: 0, high: 191 },
      ],
      outputs: [{ node: 2, shift: 0 }],
      names: [],
    };
    const schedule = scheduleGraph(graph, { model, clockPeriodNs: 0.5 });
    expect(schedule).toMatchObject({ latencyCycles: 1, stage: [0, 0, 0] });
    // Clock to output 0.08, net and LUT 0.39, carry 0.11 + 9 x 0.005 + 0.10, net 0.29, setup 0.03.
    expect(schedule.criticalPathNs).toBeCloseTo(1.045, 9);
  });
});
