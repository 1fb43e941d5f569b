import fc from 'fast-check';
import { operandsOf, type AdderGraph } from '../adderGraph/graph';
import { lowerGroup } from '../design/lowerGroup';
import { neededElements } from '../design/neededElements';
import { partition } from '../design/partition';
import { randomProgram } from '../testPrograms/randomProgram';
import { delayModels } from './delayModel';
import { nodeDelayNs } from './nodeDelay';
import { insertRegisters } from './registers';
import { scheduleGraph } from './scheduleGraph';

const seed = 31;
const model = delayModels.xcup;

function graphs(programSeed: number): AdderGraph[] {
  const program = randomProgram(programSeed);
  const needed = neededElements(program);
  return partition(program).map((group) =>
    lowerGroup(program, group, { needed, style: { radix: 2, extraDepth: 1 } }),
  );
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
});
