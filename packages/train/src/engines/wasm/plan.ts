import { elementsOf, type OperationKind, type Program, type ValueId } from '@nx-codesign/ir';
import { createDraft, type PlanDraft } from './draft';
import type { PlanOptions } from './planOptions';
import { isConstant } from './fusions';
import type { Address } from './kernels';
import type { LearnedDraft } from './learned/learnedDraft';
import { planPenalties } from './learned/penalties';
import { planLoss, type PlannedLoss } from './loss';
import { readings } from './operations';
import type { OperationReading } from './operations/reading';
import type { Parameters } from './parameters';
import type { CallLists, Place, PlannedConstant } from './places';

/** A network as static lists of kernel calls over one arena. */
export interface Plan {
  readonly parameters: Parameters;
  readonly constants: readonly PlannedConstant[];
  readonly calls: Readonly<CallLists>;
  readonly loss: PlannedLoss;
  readonly input: Place;
  readonly output: Place;
  /** Where each value lies, by id. */
  readonly places: readonly Place[];
  readonly learned?: LearnedDraft;
  /** Most examples that the calls compute with at once. */
  readonly chunk: number;
  /** Elements of an example, and of its output. */
  readonly inputs: number;
  readonly outputs: number;
  /** First address beyond the arena. */
  readonly end: Address;
}

/** Plans a program; `base` is the first free address of the kernels' memory. Throws `engine.unsupported`. */
export function planProgram(traced: Program, options: PlanOptions, base: Address): Plan {
  const program = withFlatOutput(traced);
  const draft = createDraft(program, options, base);
  planForward(draft);
  const loss = planLoss(draft);
  draft.gradients.contribute(program.output, loss.outputGradient);
  planBackward(draft);
  planPenalties(draft);
  return {
    ...{ parameters: draft.parameters, constants: draft.constants, calls: draft.calls, loss },
    ...{ places: draft.places, learned: draft.learned, chunk: draft.chunk },
    input: draft.places[0],
    output: draft.places[program.output],
    inputs: elementsOf(program.operations[0].shape),
    outputs: elementsOf(program.operations[program.output].shape),
    end: draft.arena.end(),
  };
}

/** The program with its output as one row per example. */
function withFlatOutput(program: Program): Program {
  const { operations, output } = program;
  const { layer, shape } = operations[output];
  if (shape.length === 1) return program;
  const flat = { kind: 'reshape', layer, shape: [elementsOf(shape)], x: output } as const;
  return { operations: [...operations, flat], output: operations.length };
}

function planForward(draft: PlanDraft): void {
  const { program, places } = draft;
  for (const id of executionOrder(program)) {
    const operation = program.operations[id];
    places[id] = readingOf(operation.kind).forward(draft, { ...operation, id });
  }
}

/** Last call first; a product also stands for the bias and the relu that it took in. */
function planBackward(draft: PlanDraft): void {
  const { program, fusions, gradients } = draft;
  for (const id of executionOrder(program).reverse()) {
    if (fusions.absorbed.has(id) || !gradients.wanted(id)) continue;
    const gradient = gradients.collect(fusions.byProduct.get(id)?.result ?? id);
    const operation = program.operations[id];
    if (gradient !== undefined) readingOf(operation.kind).backward(draft, { ...operation, id }, gradient);
  }
}

/** Ids in the order of their calls: weights first, as a product takes in a bias that may come after it. */
function executionOrder(program: Program): ValueId[] {
  const ids = program.operations.map((_, id) => id);
  const [constants, values] = [true, false].map((constant) =>
    ids.filter((id) => isConstant(program, id) === constant),
  );
  return [...constants, ...values];
}

/** One kind's reading as that of any kind: the caller takes kind and operation from the same object. */
function readingOf(kind: OperationKind): OperationReading<OperationKind> {
  return readings[kind] as unknown as OperationReading<OperationKind>;
}
