import { CodesignError, type Program, type ValueId } from '@nx-codesign/ir';
import type { Arena } from '../arena';
import type { Address } from '../kernels';
import { rowBytes } from '../layout';
import type { LearnedRange, LearnedWidths } from './widths';

/** A quantiser whose widths are learned: addresses of arrays in the order of its elements in the arena. */
export interface LearnedQuantizer {
  /** A kernel's tensor, or the layer of a value. */
  readonly name: string;
  readonly target: 'kernel' | 'value';
  /** The value that it rounds. */
  readonly x: ValueId;
  /** Of a kernel `[inputs, outputs]`, of a value `[channels]`. */
  readonly shape: readonly number[];
  readonly bytes: number;
  /** Of a value whose range moves at a fixed width. */
  readonly range?: LearnedRange;
  readonly fractions: Address;
  readonly gradient: Address;
  /** Least and largest value; of a value also the bits that its width has beyond the fraction. */
  readonly low: Address;
  readonly high: Address;
  readonly offsets: Address;
}

/** How strongly a session's steps pull widths down, and what the widths cost. */
export interface Pressure {
  /** Loss per effective bit operation. */
  strength: number;
  /** Effective bit operations at the last step, as its weights and widths counted them. */
  ebops: number;
}

/** All learned quantisers of a program; their fractions, gradients and moments each lie in one block. */
export interface LearnedDraft {
  readonly quantizers: ReadonlyMap<ValueId, LearnedQuantizer>;
  readonly bytes: number;
  readonly fractions: Address;
  readonly gradients: Address;
  readonly means: Address;
  readonly variances: Address;
  readonly pressure: Pressure;
}

type Quantize = Extract<Program['operations'][number], { kind: 'quantize' }>;
type Sized = Pick<LearnedQuantizer, 'name' | 'target' | 'x' | 'shape' | 'bytes' | 'range'> & {
  readonly id: ValueId;
};

/** Places the learned quantisers of a program. Throws `engine.learnedWidths` for widths that no quantiser has. */
export function createLearnedDraft(program: Program, widths: LearnedWidths, arena: Arena): LearnedDraft {
  const sized = program.operations.flatMap((operation, id) =>
    operation.kind === 'quantize' ? sizedQuantizer(program, widths, { ...operation, id }) : [],
  );
  checkNames(widths, sized);
  const bytes = sized.reduce((sum, each) => sum + each.bytes, 0);
  const [fractions, gradients, means, variances, low, high, offsets] = Array.from({ length: 7 }, () =>
    arena.allocate(bytes),
  );
  const quantizers = new Map<ValueId, LearnedQuantizer>();
  let at = 0;
  for (const { id, ...each } of sized) {
    const own = { fractions: fractions + at, gradient: gradients + at };
    const bounds = { low: low + at, high: high + at, offsets: offsets + at };
    quantizers.set(id, { ...each, ...own, ...bounds });
    at += each.bytes;
  }
  const pressure = { strength: 0, ebops: 0 };
  return { quantizers, bytes, fractions, gradients, means, variances, pressure };
}

function sizedQuantizer(
  { operations }: Program,
  { kernels, values }: LearnedWidths,
  { id, x, layer }: Quantize & { id: ValueId },
): Sized[] {
  const source = operations[x];
  if (source.kind === 'constant') {
    if (!Object.hasOwn(kernels, source.tensor)) return [];
    const [inputs, outputs] = source.shape;
    const bytes = inputs * rowBytes(outputs);
    return [{ id, name: source.tensor, target: 'kernel', x, shape: source.shape, bytes }];
  }
  if (!Object.hasOwn(values, layer)) return [];
  const channels = source.shape[source.shape.length - 1];
  const { range } = values[layer];
  const bytes = rowBytes(channels);
  return [{ id, name: layer, target: 'value', x, shape: [channels], bytes, ...(range && { range }) }];
}

function checkNames({ kernels, values }: LearnedWidths, sized: readonly Sized[]): void {
  const known = sized.map(({ name }) => name);
  const unknown = [...Object.keys(kernels), ...Object.keys(values)].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new CodesignError(
    'engine.learnedWidths',
    `Widths are given for '${unknown}', which the network does not round; it rounds ${known.join(', ')}. ` +
      `Give that layer a format, or no widths.`,
  );
}
