import { nodeFormat } from '../adderGraph/nodeFormat';
import type { Design, DesignModule } from '../design/design';
import type { LogicCounts } from './counting/logicCounts';
import type { AllFacts } from './fitted/range';

/** What a built design's cost depends on, for the range of the fit. */
export function designFacts(design: Design, counts: readonly LogicCounts[]): AllFacts {
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
    products: modules.reduce((sum, module) => sum + productsInLogic(module), 0),
    dsps: instances.reduce((sum, { module }) => sum + (modules[module].dsps ?? 0), 0),
  };
}

function tableAddressBits({ graph: { nodes } }: DesignModule): number {
  return nodes.reduce(
    (widest, node) =>
      node.kind === 'table' ? Math.max(widest, nodeFormat(nodes[node.x.node]).width) : widest,
    0,
  );
}

/** Products of two values in LUTs: each begins with a row that adds to none before. */
function productsInLogic({ graph: { nodes } }: DesignModule): number {
  return nodes.filter((node) => node.kind === 'row' && node.addend === undefined).length;
}
