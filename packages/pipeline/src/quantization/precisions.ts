import { isDeepStrictEqual } from 'node:util';
import type { BitsByLayer, ConfiguredBits, QatSlice } from '../config/slices/qat';
import type { Precision } from '../records/costs';
import type { TunedVariant } from '../records/variants';

/** Widths given for every layer, or by layer; see `BitsByLayer`. */
export type Bits = number | BitsByLayer;

/** A precision that is trained as it is given; learned ones are not. */
export interface GivenPrecision extends Precision {
  readonly weightBits: Bits;
  readonly activationBits: Bits;
}

/** All pairs of the two lists, widest first, so that each stands behind those that it may start from. */
export function givenPrecisions({ weightBits, activationBits }: QatSlice): GivenPrecision[] {
  return widestFirst(weightBits).flatMap((weight) =>
    widestFirst(activationBits).map((activation) => ({
      name: `w${labelOf(weight)}a${labelOf(activation)}`,
      weightBits: weight,
      activationBits: activation,
    })),
  );
}

/**
 * The precisions of a variant: those given, and, unless `qat.searchedBits` is off, the widths that the search found for
 * it, where it searched for them. Widest first.
 */
export function precisionsOf(
  qat: QatSlice,
  { searched }: Pick<TunedVariant, 'searched'>,
): readonly GivenPrecision[] {
  const given = givenPrecisions(qat);
  if (searched === undefined || !qat.searchedBits) return given;
  const { weightBits, activationBits } = searched;
  const isKnown = given.some(
    (each) => each.activationBits === activationBits && isDeepStrictEqual(each.weightBits, weightBits),
  );
  if (isKnown) return given;
  if (typeof weightBits !== 'number') return [...given, { name: searchedName, weightBits, activationBits }];
  const own = { name: `w${weightBits}a${activationBits}`, weightBits, activationBits };
  const at = given.findIndex((each) => isBefore(own, each));
  return at < 0 ? [...given, own] : [...given.slice(0, at), own, ...given.slice(at)];
}

/** Of searched widths by layer. */
const searchedName = 'searched';

/** Whether a precision stands before another among the widest first; of widths by layer none does. */
function isBefore(a: GivenPrecision, b: GivenPrecision): boolean {
  const widths = [a.weightBits, b.weightBits, a.activationBits, b.activationBits];
  if (!widths.every((width) => typeof width === 'number')) return false;
  const [weight, otherWeight, activation, otherActivation] = widths;
  return weight > otherWeight || (weight === otherWeight && activation > otherActivation);
}

/** How a precision of learned widths is called. */
export function learnedPrecision(strength: number): Precision {
  return { name: `learned-${strength}`, strength };
}

/**
 * The precision that another starts from: the next wider weights at the same activations, or the next wider activations
 * for the widest weights. undefined for the widest of all and for widths by layer.
 */
export function nextWider(
  precisions: readonly GivenPrecision[],
  { weightBits, activationBits }: GivenPrecision,
): GivenPrecision | undefined {
  const wider = (a: Bits, b: Bits) => typeof a === 'number' && typeof b === 'number' && a > b;
  return (
    precisions.findLast(
      (each) => each.activationBits === activationBits && wider(each.weightBits, weightBits),
    ) ??
    precisions.findLast(
      (each) => each.weightBits === weightBits && wider(each.activationBits, activationBits),
    )
  );
}

function widestFirst(bits: ConfiguredBits): Bits[] {
  return isList(bits) ? [...bits].sort((a, b) => b - a) : [bits];
}

function isList(bits: ConfiguredBits): bits is readonly number[] {
  return Array.isArray(bits);
}

function labelOf(bits: Bits): string {
  return typeof bits === 'number' ? String(bits) : 'layers';
}
