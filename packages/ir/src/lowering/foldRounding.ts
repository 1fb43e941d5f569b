import { integerOperandsOf } from '../integerOperands';
import type { ValueId } from '../program';
import type { Draft } from './drafts';

type QuantizeDraft = Extract<Draft, { kind: 'quantize' }>;
type AddDraft = Extract<Draft, { kind: 'add' }>;

/** A walk from a quantiser back to the `add` that may carry its half steps. */
interface Walk {
  readonly drafts: readonly Draft[];
  readonly readers: readonly number[];
  readonly channels: number;
}

/** Where the walk is, and what it has passed. */
interface Place {
  readonly id: ValueId;
  /** The half step here, of a channel of the quantiser, is `2^doublings` times that at the quantiser. */
  readonly doublings: number;
  /** Whether a sum lies between here and the quantiser: a relu ahead of it does not let the half step through. */
  readonly isSummed: boolean;
}

/**
 * Lets the constant of an `add` carry the half step of a rounding quantiser behind it, which then only floors. Legal
 * where nothing else reads the values between and they let a constant through: reshape, max, windows without zeros,
 * sums of a power of two of terms, shifts, the other operand of `addValues`, and relu, since
 * floor((max(x, 0) + h) / 2h) = floor(max(x + h, 0) / 2h) for integers. A leaky relu, a table, a multiplier or an `add`
 * too coarse for half a step leave the quantiser its own rounding.
 */
export function foldRounding(drafts: readonly Draft[], output: ValueId): Draft[] {
  const folded = [...drafts];
  const readers = readersOf(drafts, output);
  drafts.forEach((draft, id) => {
    if (draft.kind !== 'quantize' || draft.round === 'floor') return;
    const walk = { drafts, readers, channels: draft.channels.length };
    const found = carrierOf(walk, { id: draft.x, doublings: 0, isSummed: false });
    const halves = found && halvesAt(found, draft, drafts[draft.x].fraction);
    if (found === undefined || halves === undefined) return;
    const constant = found.add.constant.map((integer, j) => integer + halves[j % halves.length]);
    folded[found.id] = { ...found.add, constant };
    folded[id] = { ...draft, round: 'floor' };
  });
  return folded;
}

function readersOf(drafts: readonly Draft[], output: ValueId): number[] {
  const readers = drafts.map(() => 0);
  readers[output]++;
  for (const draft of drafts) for (const operand of integerOperandsOf(draft)) readers[operand]++;
  return readers;
}

interface Carrier extends Place {
  readonly add: AddDraft;
}

function carrierOf(walk: Walk, place: Place): Carrier | undefined {
  const draft = walk.drafts[place.id];
  if (walk.readers[place.id] !== 1 || draft.shape.at(-1)! % walk.channels !== 0) return undefined;
  const onward = (id: ValueId, change?: Partial<Place>) => carrierOf(walk, { ...place, ...change, id });
  switch (draft.kind) {
    case 'add':
      return { ...place, add: draft };
    case 'relu':
      return place.isSummed ? undefined : onward(draft.x);
    case 'reshape':
    case 'max':
      return onward(draft.x);
    case 'window':
      return hasZeros(draft, walk.drafts[draft.x].shape) ? undefined : onward(draft.x);
    case 'scale': {
      if (draft.multiplier !== 1) return undefined;
      const doublings = place.doublings + draft.fraction - walk.drafts[draft.x].fraction;
      return onward(draft.x, { doublings });
    }
    case 'sum': {
      const terms = walk.drafts[draft.x].shape.at(-2)!;
      if ((terms & (terms - 1)) !== 0) return undefined;
      return onward(draft.x, { doublings: place.doublings - Math.log2(terms), isSummed: true });
    }
    case 'addValues':
      return onward(draft.a, { isSummed: true }) ?? onward(draft.b, { isSummed: true });
    default:
      return undefined;
  }
}

/** Whether a window reaches outside its input. */
function hasZeros(
  { shape, sizes, strides, before }: Extract<Draft, { kind: 'window' }>,
  inputShape: readonly number[],
): boolean {
  const isBehind = sizes.some((size, axis) => (shape[axis] - 1) * strides[axis] + size > inputShape[axis]);
  return isBehind || before.some((zeros) => zeros > 0);
}

/** Half a step of each channel in integers of the `add`; undefined where the `add` is too coarse for one of them. */
function halvesAt(
  { add, doublings }: Carrier,
  { channels }: QuantizeDraft,
  fraction: number,
): readonly number[] | undefined {
  const halves = channels.map(({ shift }) =>
    shift > 0 ? 2 ** (add.fraction + doublings - (fraction - shift) - 1) : 0,
  );
  return halves.every(Number.isInteger) ? halves : undefined;
}
