import { CodesignError, type IntegerProgram, type ValueId } from '@nx-codesign/ir';
import { signedDigits } from '../adderGraph/signedDigits';
import { partFacts, type PartFacts } from '../design/groupBounds';
import type { LayerGroup } from '../design/partition';
import { dspBlocks, type DspBlock } from './dspBlock';
import type { BlockOptions } from './blockOptions';
import { oddPart } from './matvecInBlocks';
import { fitsBlock } from './multiplyInBlock';
import { signedWidth } from './signedWidth';
import type { Part } from '../parts/part';

/** By operation: which of a kernel's weights, or of a product's elements at a position, are multiplied in blocks. */
export type ChosenProducts = ReadonlyMap<ValueId, readonly boolean[]>;

/** A group of layers and how often its hardware is there, as far as that is known before it is built. */
export interface InstancedGroup {
  readonly group: LayerGroup;
  readonly instances: number;
}

/** Products that one block per instance computes. */
interface Candidate {
  readonly operation: ValueId;
  readonly elements: readonly number[];
  readonly instances: number;
  /** Adder bits that the block saves, about as many LUTs. */
  readonly saving: number;
}

interface ProgramContext {
  readonly program: IntegerProgram;
  readonly needed: readonly (readonly boolean[])[];
  readonly part: Part;
}

/**
 * The products that go into DSP blocks: without a budget all that fit, with one those that save most LUTs for each
 * block, up to the budget and to what the part has. Products that are wiring alone (powers of two) never do.
 * Throws `hardware.dspLayers` if the network has none of the named layers, or none of them multiplies.
 */
export function chooseBlocks(
  groups: readonly InstancedGroup[],
  { layers, budget }: BlockOptions,
  context: ProgramContext,
): ChosenProducts {
  const { program, part } = context;
  const all = groups.flatMap((each) => candidatesOf(each, context));
  checkLayers(layers, program);
  const wanted = all.filter(({ operation }) => layers?.includes(program.operations[operation].layer) ?? true);
  const chosen = new Map<ValueId, boolean[]>();
  let free = budget === undefined ? Infinity : Math.min(budget, part.dsps);
  for (const { operation, elements, instances } of [...wanted].sort((a, b) => b.saving - a.saving)) {
    if (instances <= free) {
      free -= instances;
      const flags = chosen.get(operation) ?? [];
      elements.forEach((element) => (flags[element] = true));
      chosen.set(operation, flags);
    }
  }
  return chosen;
}

function checkLayers(layers: readonly string[] | undefined, { operations }: IntegerProgram): void {
  const multiplying = [
    ...new Set(
      operations.filter(({ kind }) => kind === 'matvec' || kind === 'multiply').map(({ layer }) => layer),
    ),
  ];
  if (layers === undefined || layers.some((layer) => multiplying.includes(layer))) return;
  throw new CodesignError(
    'hardware.dspLayers',
    `No layer named ${layers.join(', ')} multiplies. Layers that do: ${multiplying.join(', ') || 'none'}. ` +
      'Name some of these, or none for all of them.',
  );
}

function candidatesOf(
  { group, instances }: InstancedGroup,
  { program, needed, part }: ProgramContext,
): Candidate[] {
  const facts = partFacts(program, group, needed);
  const block = dspBlocks[part.family];
  return group.operations.flatMap((operation) => {
    const { kind } = program.operations[operation];
    const found =
      kind === 'matvec'
        ? weightCandidates(program, operation, { facts, block })
        : kind === 'multiply'
          ? productCandidates(program, operation, { facts, block })
          : [];
    return found.map((candidate) => ({ operation, instances, ...candidate }));
  });
}

interface CandidateContext {
  readonly facts: ReadonlyMap<ValueId, PartFacts>;
  readonly block: DspBlock;
}

type Found = Pick<Candidate, 'elements' | 'saving'>;

/** A block for each weight of several digits; where blocks do not add, for each odd multiple of an input. */
function weightCandidates(
  { operations }: IntegerProgram,
  id: ValueId,
  { facts, block }: CandidateContext,
): Found[] {
  const operation = operations[id];
  if (operation.kind !== 'matvec') return [];
  const { data, outputs } = operation.kernel;
  const x = facts.get(operation.x)!;
  const { needed } = facts.get(id)!;
  const adds = block.addendBits > 0;
  const byKey = new Map<string, { elements: number[]; saving: number }>();
  data.forEach((weight, at) => {
    const i = Math.floor(at / outputs);
    const bounds = { low: x.low[i], high: x.high[i] };
    const factor = adds || weight === 0 ? weight : oddPart(weight);
    const digits = signedDigits(weight).length;
    const isTaken = needed[at % outputs] && bounds.low < bounds.high && digits > 1;
    if (!isTaken || !fitsBlock(block, bounds, { low: factor, high: factor })) return;
    const key = adds ? `${at}` : `${i} ${factor}`;
    const known = byKey.get(key) ?? {
      elements: [],
      saving: (adds ? digits : digits - 1) * signedWidth(bounds),
    };
    known.elements.push(at);
    byKey.set(key, known);
  });
  return [...byKey.values()];
}

/** A block for each element of a product of two values. */
function productCandidates(
  { operations }: IntegerProgram,
  id: ValueId,
  { facts, block }: CandidateContext,
): Found[] {
  const operation = operations[id];
  if (operation.kind !== 'multiply') return [];
  const [a, b] = [facts.get(operation.a)!, facts.get(operation.b)!];
  return facts.get(id)!.needed.flatMap((isNeeded, element) => {
    const bounds = [a, b].map(({ low, high }) => ({ low: low[element], high: high[element] }));
    const widths = bounds.map(signedWidth);
    const saving = Math.ceil(Math.min(...widths) / 2) * (Math.max(...widths) + 1);
    const varies = bounds.every(({ low, high }) => low < high);
    return isNeeded && varies && fitsBlock(block, bounds[0], bounds[1])
      ? [{ elements: [element], saving }]
      : [];
  });
}
