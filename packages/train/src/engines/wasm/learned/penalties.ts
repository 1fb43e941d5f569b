import { elementsOf, widthOf, type Fixed, type Program, type ValueId } from '@nx-codesign/ir';
import type { PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { panelsOf } from '../layout';
import type { LearnedDraft, LearnedQuantizer } from './learnedDraft';

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** A product whose kernel has learned widths. */
interface Product {
  readonly kernel: LearnedQuantizer;
  /** The rounded kernel. */
  readonly weights: Address;
  readonly inner: number;
  readonly panels: number;
  /** Positions at which the same kernel multiplies. */
  readonly positions: number;
  /** Width of each input, and the gradient by it: `[inner]`. */
  readonly bits: Address;
  readonly gradient: Address;
  readonly input?: LearnedQuantizer;
}

/**
 * Plans the penalty on effective bit operations, `strength * sum` over all products with learned widths: its gradient by
 * every fraction is added to the loss's (Sun et al. 2024, arXiv 2405.00645, section III-D). Last of the calls of a step.
 */
export function planPenalties(draft: PlanDraft): void {
  const { learned, calls } = draft;
  if (learned === undefined) return;
  calls.finish.push(() => {
    learned.pressure.ebops = 0;
  });
  draft.program.operations.forEach((operation, id) => {
    if (operation.kind !== 'matvec') return;
    const kernel = learned.quantizers.get(operation.kernel);
    if (kernel !== undefined) planPenalty(draft, learned, productOf(draft, learned, { id, kernel }));
  });
}

function productOf(
  draft: PlanDraft,
  learned: LearnedDraft,
  { id, kernel }: { id: ValueId; kernel: LearnedQuantizer },
): Product {
  const { program, places, arena } = draft;
  const operation = program.operations[id];
  if (operation.kind !== 'matvec') throw new RangeError('Only products are penalised.');
  const [inner, outputs] = kernel.shape;
  const source = sourceOf(program, learned, operation.x);
  const bits = arena.allocate(inner * floatBytes);
  const gradient = arena.allocate(inner * floatBytes);
  if (typeof source === 'number') {
    draft.constants.push({ address: bits, data: new Float32Array(inner).fill(source) });
  }
  return {
    ...{ kernel, inner, bits, gradient },
    weights: places[operation.kernel].address,
    panels: panelsOf(outputs),
    positions: elementsOf(operation.shape) / outputs,
    ...(typeof source !== 'number' && { input: source }),
  };
}

function planPenalty({ calls }: PlanDraft, { pressure }: LearnedDraft, product: Product): void {
  const { kernel, weights, inner, panels, positions, bits, gradient, input } = product;
  calls.finish.push((k) => {
    if (input) {
      const [channels] = input.shape;
      k.channelBits(input.fractions, input.offsets, channels, bits, gradient, inner);
    }
    const strength = pressure.strength * positions;
    const { fractions, gradient: own } = kernel;
    pressure.ebops +=
      positions * k.penalizeWidths(weights, fractions, own, bits, gradient, inner, panels, strength);
    if (input) k.addChannelGradients(gradient, bits, inner, input.gradient, input.shape[0]);
  });
}

/** Width counted for inputs that nothing rounds. */
const unroundedBits = 16;

/** Where the widths of a product's inputs come from: a learned quantiser, or a width in bits. */
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
      return unroundedBits;
    default:
      return 'x' in operation ? sourceOf({ operations, output: id }, learned, operation.x) : unroundedBits;
  }
}

function widestOf(format: Fixed | readonly Fixed[]): number {
  return Math.max(...[format].flat().map(widthOf));
}
