import { widthOf, type Fixed, type Program, type ValueId } from '@nx-codesign/ir';
import type { PlanDraft } from '../draft';
import type { Address, Kernels } from '../kernels';
import type { LearnedDraft, LearnedQuantizer } from './learnedDraft';

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** Width counted for values that nothing rounds. */
const unroundedBits = 16;

/** The widths of a value that is multiplied. */
export interface Operand {
  readonly inner: number;
  /** Width of each of `inner` elements, and the gradient of the penalty by it: `[inner]`. */
  readonly bits: Address;
  readonly gradient: Address;
  /** Whose widths they are, where they are learned. */
  readonly input?: LearnedQuantizer;
}

/** Places the widths of the first `inner` elements of a value, the same at all its positions. */
export function planOperand(
  draft: PlanDraft,
  learned: LearnedDraft,
  { id, inner }: { readonly id: ValueId; readonly inner: number },
): Operand {
  const source = sourceOf(draft.program, learned, id);
  const [bits, gradient] = [0, 1].map(() => draft.arena.allocate(inner * floatBytes));
  if (typeof source !== 'number') return { inner, bits, gradient, input: source };
  draft.constants.push({ address: bits, data: new Float32Array(inner).fill(source) });
  return { inner, bits, gradient };
}

/** Counts the widths as they are now and clears their gradients. */
export function countOperandBits(k: Kernels, { input, bits, gradient, inner }: Operand): void {
  if (input) k.channelBits(input.fractions, input.offsets, input.shape[0], bits, gradient, inner);
}

/** Adds the gradients by the widths to those of the fractions. */
export function addOperandGradients(k: Kernels, { input, bits, gradient, inner }: Operand): void {
  if (input) k.addChannelGradients(gradient, bits, inner, input.gradient, input.shape[0]);
}

/** Where the widths of a value come from: a learned quantiser, or a width in bits. */
function sourceOf({ operations }: Program, learned: LearnedDraft, id: ValueId): LearnedQuantizer | number {
  const quantizer = learned.quantizers.get(id);
  if (quantizer !== undefined) return quantizer;
  const operation = operations[id];
  switch (operation.kind) {
    case 'input':
    case 'quantize':
      return widestOf(operation.format);
    case 'table':
      return operation.output ? widthOf(operation.output) : unroundedBits;
    case 'matvec':
    case 'add':
    case 'multiply':
      return unroundedBits;
    default:
      return 'x' in operation ? sourceOf({ operations, output: id }, learned, operation.x) : unroundedBits;
  }
}

function widestOf(format: Fixed | readonly Fixed[]): number {
  return Math.max(...[format].flat().map(widthOf));
}
