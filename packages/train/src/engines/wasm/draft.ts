import { elementsOf, positionsOf, readersOf, type Program, type ValueId } from '@nx-codesign/ir';
import { createArena, type Arena } from './arena';
import { chunkOf } from './chunk';
import { findFusions, isConstant, type Fusions } from './fusions';
import { createGradients, type Gradients } from './gradients';
import type { Address } from './kernels';
import { rowBytes } from './layout';
import { createLearnedDraft, type LearnedDraft } from './learned/learnedDraft';
import { placeParameters, type Parameters } from './parameters';
import { bytesIn, type CallLists, type KernelCall, type Place, type PlannedConstant } from './places';
import type { PlanOptions } from './planOptions';
import type { Taps, Windows } from './windowPlaces';

/** What the operations' readings write to while a plan is made. */
export interface PlanDraft {
  readonly program: Program;
  readonly options: PlanOptions;
  /** Most examples that a call computes with. */
  readonly chunk: number;
  readonly arena: Arena;
  readonly parameters: Parameters;
  /** The quantisers whose widths are trained, if any. */
  readonly learned?: LearnedDraft;
  readonly fusions: Fusions;
  /** How many operations read each value. */
  readonly readers: readonly number[];
  readonly gradients: Gradients;
  /** Places of the values planned so far, by id. */
  readonly places: Place[];
  /** How the windows that are read in place lie, by the id of their operation. */
  readonly windows: Map<ValueId, Windows>;
  /** The rows that maxima and sums of whole values combine, by the id of the operation. */
  readonly groups: Map<ValueId, Taps>;
  /** What an operation's forward pass keeps for its backward pass beside its value, by id. */
  readonly kept: Map<ValueId, Address>;
  readonly constants: PlannedConstant[];
  readonly calls: CallLists;
}

export function createDraft(program: Program, options: PlanOptions, base: Address): PlanDraft {
  const arena = createArena(base);
  const parameters = placeParameters(program, arena);
  const chunk = chunkOf(program, options);
  const learned = options.learned && createLearnedDraft(program, options.learned, arena);
  const shared = { program, options, chunk, arena, parameters, learned, fusions: findFusions(program) };
  const planned = {
    readers: readersOf(program),
    places: [] as Place[],
    calls: { setup: [], prepare: [], begin: [], training: [], inference: [], backward: [], finish: [] },
  };
  const gradients = createGradients({ ...shared, ...planned });
  planned.calls satisfies CallLists;
  return {
    ...shared,
    ...planned,
    gradients,
    ...{ windows: new Map(), groups: new Map(), kept: new Map(), constants: [] },
  };
}

/** A fresh place for an operation's value, rows padded to panels. */
export function placeValue(draft: PlanDraft, id: ValueId): Place {
  const { shape } = draft.program.operations[id];
  const rows = positionsOf(shape);
  const columns = elementsOf(shape) / rows;
  const perExample = !isConstant(draft.program, id);
  return placeLike(draft, { address: 0, rows, columns, stride: rowBytes(columns), perExample });
}

/** A fresh place with the rows of another. */
export function placeLike({ arena, chunk }: PlanDraft, place: Place): Place {
  return { ...place, address: arena.allocate(bytesIn(place, chunk)) };
}

/** Puts numbers into the arena that never change. */
export function writeConstant({ arena, constants }: PlanDraft, data: PlannedConstant['data']): Address {
  const address = arena.allocate(data.byteLength);
  constants.push({ address, data });
  return address;
}

/** Adds a call of the forward pass to the lists that need it. */
export function planForwardCall({ calls }: PlanDraft, place: Place, call: KernelCall): void {
  if (!place.perExample) {
    calls.prepare.push(call);
    return;
  }
  calls.training.push(call);
  calls.inference.push(call);
}

/** Adds a call of the backward pass that changes the gradient of a value at a place. */
export function planBackwardCall({ calls }: PlanDraft, place: Place, call: KernelCall): void {
  (place.perExample ? calls.backward : calls.finish).push(call);
}
