import type { IntegerProgram } from '@nx-codesign/ir';
import { chooseBlocks, type InstancedGroup } from '../multipliers/chooseBlocks';
import { dspBlocks } from '../multipliers/dspBlock';
import { refuseBlocks } from '../multipliers/refuseBlocks';
import { findPart } from '../parts/findPart';
import { delayModelOf } from '../pipelining/delayModel';
import type { Design } from './design';
import { DesignBuilder } from './designBuilder';
import type { DesignOptions } from './designOptions';
import { delayBitsOf, selectionBitsOf } from './delays';
import { Identifiers } from './identifiers';
import { beatsOf, inputPortsOf, inputStreamOf, type InputStream } from './inputStream';
import { neededElements } from './neededElements';
import { partition, type LayerGroup } from './partition';
import { phaseBitsOf } from './phaseCounters';
import { packPorts } from './ports';

/**
 * Lowers an integer program to a pipeline of modules, one per group of layers, each instantiated at every position
 * that the layers are applied at, or at every `reuseFactor`-th of them. Throws `part.unknown`, `hardware.tooWide`,
 * `hardware.reuseFactor`, `hardware.dspLayers`, and `hardware.dspBlocks` if the part has fewer DSP blocks.
 */
export function buildDesign(program: IntegerProgram, options: DesignOptions): Design {
  const part = findPart(options.part);
  const { budget } = options.multipliers ?? {};
  let design = buildOnce(program, options);
  if (budget !== undefined) {
    // How often a shared module is there is known only once it is built: what is over the budget is left out then.
    const most = Math.min(budget, part.dsps);
    for (let allowed = most; blocksOf(design) > most && allowed > 0;) {
      allowed = Math.max(0, allowed - (blocksOf(design) - most));
      design = buildOnce(program, { ...options, multipliers: { ...options.multipliers, budget: allowed } });
    }
  }
  refuseBlocks(blocksOf(design), part);
  return { ...design, ...(options.multipliers && { multipliers: options.multipliers }) };
}

function buildOnce(program: IntegerProgram, options: DesignOptions): Design {
  const part = findPart(options.part);
  const stream = inputStreamOf(program, options.reuseFactor ?? 1);
  const identifiers = new Identifiers();
  const name = identifiers.take(program.name);
  identifiers.take(`${name}_tb`);
  const groups = partition(program);
  const needed = neededElements(program);
  const { multipliers } = options;
  const blocks = multipliers && {
    block: dspBlocks[part.family],
    chosen: chooseBlocks(instancedGroups(groups, stream), multipliers, { program, needed, part }),
  };
  const context = { program, needed, model: delayModelOf(part), options, ...(blocks && { blocks }) };
  const builder = new DesignBuilder(context, identifiers, stream);
  groups.forEach((group) => builder.add(group));
  const wiring = { ...builder.finish(), inputPorts: inputPortsOf(program, stream) };
  const initiationInterval = stream.reuseFactor;
  const isStreamed = initiationInterval > 1;
  return {
    name,
    part: part.name,
    clockPeriodNs: options.clockPeriodNs,
    ...wiring,
    outputPorts: packPorts(program.operations[program.output]),
    initiationInterval,
    ...(multipliers && { multipliers }),
    ...(options.extraDepth !== undefined && { extraDepth: options.extraDepth }),
    ...(isStreamed && { beats: beatsOf(stream), handshake: { start: 'start', valid: 'valid' } }),
    delayBits: delayBitsOf(wiring) + (isStreamed ? phaseBitsOf({ ...wiring, initiationInterval }) : 0),
    selectionBits: selectionBitsOf(wiring),
  };
}

/** How often the hardware of each group is there, as far as that is known before it is built. */
function instancedGroups(
  groups: readonly LayerGroup[],
  { reuseFactor, lanes }: InputStream,
): InstancedGroup[] {
  return groups.map((group) => ({
    group,
    instances: reuseFactor === 1 ? group.positions : Math.min(group.positions, lanes),
  }));
}

/** DSP blocks of all instances. */
function blocksOf({ modules, instances }: Pick<Design, 'modules' | 'instances'>): number {
  return instances.reduce((sum, { module }) => sum + (modules[module].dsps ?? 0), 0);
}
