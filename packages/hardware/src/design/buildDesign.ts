import type { IntegerProgram } from '@nx-codesign/ir';
import { findPart } from '../parts/findPart';
import { delayModels } from '../pipelining/delayModel';
import type { Design } from './design';
import { DesignBuilder } from './designBuilder';
import type { DesignOptions } from './designOptions';
import { delayBitsOf, selectionBitsOf } from './delays';
import { Identifiers } from './identifiers';
import { beatsOf, inputPortsOf, inputStreamOf } from './inputStream';
import { neededElements } from './neededElements';
import { partition } from './partition';
import { phaseBitsOf } from './phaseCounters';
import { packPorts } from './ports';

/**
 * Lowers an integer program to a pipeline of modules, one per group of layers, each instantiated at every position
 * that the layers are applied at, or at every `reuseFactor`-th of them. Throws `part.unknown`, `hardware.tooWide`,
 * `hardware.reuseFactor`.
 */
export function buildDesign(program: IntegerProgram, options: DesignOptions): Design {
  const part = findPart(options.part);
  const stream = inputStreamOf(program, options.reuseFactor ?? 1);
  const identifiers = new Identifiers();
  const name = identifiers.take(program.name);
  identifiers.take(`${name}_tb`);
  const context = { program, needed: neededElements(program), model: delayModels[part.family], options };
  const builder = new DesignBuilder(context, identifiers, stream);
  partition(program).forEach((group) => builder.add(group));
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
    ...(isStreamed && { beats: beatsOf(stream), handshake: { start: 'start', valid: 'valid' } }),
    delayBits: delayBitsOf(wiring) + (isStreamed ? phaseBitsOf({ ...wiring, initiationInterval }) : 0),
    selectionBits: selectionBitsOf(wiring),
  };
}
