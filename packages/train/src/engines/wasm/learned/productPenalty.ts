import { elementsOf, type Program, type ValueId } from '@nx-codesign/ir';
import type { PlanDraft } from '../draft';
import type { LearnedDraft } from './learnedDraft';
import { addOperandGradients, countOperandBits, planOperand } from './operandBits';

type Multiply = Extract<Program['operations'][number], { kind: 'multiply' }>;

/**
 * Plans the penalty of an element by element product: the width of one factor times that of the other, as HGQ2 counts
 * its `QMultiply`. An exact product among the factors is as wide as its own factors together, so that its width times
 * another is the sum of theirs times the other.
 */
export function penalizeFactors(draft: PlanDraft, learned: LearnedDraft, { a, b, shape }: Multiply): void {
  const inner = elementsOf(shape);
  const operandsOf = (id: ValueId) =>
    leavesOf(draft.program, id).map((leaf) => planOperand(draft, learned, { id: leaf, inner }));
  const [lefts, rights] = [operandsOf(a), operandsOf(b)];
  for (const left of lefts) {
    for (const right of rights) {
      draft.calls.finish.push((k) => {
        countOperandBits(k, left);
        countOperandBits(k, right);
        learned.pressure.ebops += k.penalizeProduct(
          ...([
            left.bits,
            left.gradient,
            right.bits,
            right.gradient,
            inner,
            learned.pressure.strength,
          ] as const),
        );
        addOperandGradients(k, left);
        addOperandGradients(k, right);
      });
    }
  }
}

/** The values whose exact product a value is: itself, if it is none. */
function leavesOf(program: Program, id: ValueId): readonly ValueId[] {
  const operation = program.operations[id];
  return operation.kind === 'multiply'
    ? [operation.a, operation.b].flatMap((factor) => leavesOf(program, factor))
    : [id];
}
