import { nodeFormat } from '../adderGraph/nodeFormat';
import type { Design, DesignModule } from '../design/design';
import type { LogicCounts } from './counting/logicCounts';
import type { Facts } from './fitted/range';

/** What a built design's cost depends on, for the range of the fit. */
export function designFacts(design: Design, counts: readonly LogicCounts[]): Facts {
  const { modules, instances, clockPeriodNs, initiationInterval: reuseFactor } = design;
  const most = (of: (module: DesignModule, index: number) => number): number =>
    modules.reduce((largest, module, index) => Math.max(largest, of(module, index)), 0);
  const readPorts = ({ input }: DesignModule) => input.filter(({ width }) => width > 0);
  return {
    inputs: most((module) => readPorts(module).length),
    outputs: most(({ output }) => output.length),
    inputBits: most(({ input }) => input.reduce((widest, { width }) => Math.max(widest, width), 0)),
    sumBits: most((_, index) => counts[index].chains.reduce((widest, width) => Math.max(widest, width), 0)),
    tableAddressBits: most(tableAddressBits),
    positions: most((_, index) => instances.filter(({ module }) => module === index).length * reuseFactor),
    reuseFactor,
    clockPeriodNs,
  };
}

function tableAddressBits({ graph: { nodes } }: DesignModule): number {
  return nodes.reduce(
    (widest, node) =>
      node.kind === 'table' ? Math.max(widest, nodeFormat(nodes[node.x.node]).width) : widest,
    0,
  );
}
