import { usedBits } from '../adderGraph/usedBits';
import type { Design } from '../design/design';
import { findPart } from '../parts/findPart';
import { delayModels } from '../pipelining/delayModel';
import { countLogic } from './counting/countLogic';
import type { LogicCounts } from './counting/logicCounts';

/** A module's logic, and how often the design has it. */
export interface ModuleLogic {
  readonly counts: LogicCounts;
  readonly instances: number;
}

/** What each module of a design consists of. */
export function designCounts(design: Design): ModuleLogic[] {
  const { lutInputs } = delayModels[findPart(design.part).family];
  return design.modules.map(({ graph, output }, index) => {
    const widths = output.map(({ width }) => width);
    return {
      counts: countLogic(graph, usedBits(graph, widths), lutInputs),
      instances: design.instances.filter(({ module }) => module === index).length,
    };
  });
}
