import { elementsOf, type Program } from '@nx-codesign/ir';
import type { PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { panelsOf } from '../layout';
import type { LearnedDraft, LearnedQuantizer } from './learnedDraft';
import { addOperandGradients, countOperandBits, planOperand, type Operand } from './operandBits';
import { penalizeFactors } from './productPenalty';

/** A matrix product whose kernel has learned widths. */
interface Product {
  readonly kernel: LearnedQuantizer;
  /** The rounded kernel. */
  readonly weights: Address;
  readonly panels: number;
  /** Positions at which the same kernel multiplies. */
  readonly positions: number;
  readonly operand: Operand;
}

/**
 * Plans the penalty on effective bit operations, `strength * sum` over all products with learned widths: its gradient by
 * every fraction is added to the loss's (Sun et al. 2024, arXiv 2405.00645, section III-D). Last of the calls of a step.
 */
export function planPenalties(draft: PlanDraft): void {
  const { learned, calls, program } = draft;
  if (learned === undefined) return;
  calls.finish.push(() => {
    learned.pressure.ebops = 0;
  });
  program.operations.forEach((operation) => {
    if (operation.kind === 'multiply') penalizeFactors(draft, learned, operation);
    if (operation.kind !== 'matvec') return;
    const kernel = learned.quantizers.get(operation.kernel);
    if (kernel !== undefined) planPenalty(draft, learned, productOf(draft, learned, { operation, kernel }));
  });
}

type Matvec = Extract<Program['operations'][number], { kind: 'matvec' }>;

function productOf(
  draft: PlanDraft,
  learned: LearnedDraft,
  { operation, kernel }: { readonly operation: Matvec; readonly kernel: LearnedQuantizer },
): Product {
  const [inner, outputs] = kernel.shape;
  return {
    kernel,
    weights: draft.places[operation.kernel].address,
    panels: panelsOf(outputs),
    positions: elementsOf(operation.shape) / outputs,
    operand: planOperand(draft, learned, { id: operation.x, inner }),
  };
}

function planPenalty({ calls }: PlanDraft, { pressure }: LearnedDraft, product: Product): void {
  const { kernel, weights, panels, positions, operand } = product;
  const { bits, gradient, inner } = operand;
  calls.finish.push((k) => {
    countOperandBits(k, operand);
    const strength = pressure.strength * positions;
    const { fractions, gradient: own } = kernel;
    pressure.ebops +=
      positions * k.penalizeWidths(weights, fractions, own, bits, gradient, inner, panels, strength);
    addOperandGradients(k, operand);
  });
}
