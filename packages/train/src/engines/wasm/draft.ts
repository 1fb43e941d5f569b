import { elementsOf, readersOf, type Program, type ValueId } from '@nx-codesign/ir';
import type { SessionOptions } from '../../training/types';
import { createArena, type Arena } from './arena';
import { findFusions, isConstant, type Fusions } from './fusions';
import { createGradients, type Gradients } from './gradients';
import type { Address, KernelCall } from './kernels';
import { rowBytes } from './layout';
import { createLearnedDraft, type LearnedDraft } from './learned/learnedDraft';
import type { LearnedWidths } from './learned/widths';
import { placeParameters, type Parameters } from './parameters';
import { bytesIn, type CallLists, type Place, type PlannedConstant } from './places';

/** What a plan is made for; `learned` names the quantisers whose widths are trained. */
export interface PlanOptions extends SessionOptions {
  readonly learned?: LearnedWidths;
}

/** What the operations' readings write to while a plan is made. */
export interface PlanDraft {
  readonly program: Program;
  readonly options: PlanOptions;
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
  /** What an operation's forward pass keeps for its backward pass beside its value, by id. */
  readonly kept: Map<ValueId, Address>;
  readonly constants: PlannedConstant[];
  readonly calls: CallLists;
}

export function createDraft(program: Program, options: PlanOptions, base: Address): PlanDraft {
  const arena = createArena(base);
  const parameters = placeParameters(program, arena);
  const places: Place[] = [];
  const calls: CallLists = { setup: [], prepare: [], training: [], inference: [], backward: [] };
  const readers = readersOf(program);
  const learned = options.learned && createLearnedDraft(program, options.learned, arena);
  const gradients = createGradients({ program, parameters, readers, places, arena, options, calls, learned });
  const fusions = findFusions(program);
  return {
    ...{ program, options, arena, parameters, fusions, readers, gradients, places, calls },
    learned,
    kept: new Map(),
    constants: [],
  };
}

/** A fresh place for an operation's value. */
export function placeValue(draft: PlanDraft, id: ValueId): Place {
  const stride = rowBytes(elementsOf(draft.program.operations[id].shape));
  return placeLike(draft, { address: 0, stride, perExample: !isConstant(draft.program, id) });
}

/** A fresh place with the rows of another: the one way to a second place for a kernel, whose panels are padded. */
export function placeLike({ arena, options }: PlanDraft, place: Place): Place {
  return { ...place, address: arena.allocate(bytesIn(place, options.maxBatch)) };
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
