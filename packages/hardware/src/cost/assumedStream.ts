import { positionsOf, type Operation } from '@nx-codesign/ir';
import { checkReuseFactor } from '../design/inputStream';

/** How the positions of a vector come one after the other. */
export interface AssumedStream {
  readonly reuseFactor: number;
  /** Positions of the input that come in one cycle. */
  readonly lanes: number;
}

/** The stream of a network's input. Throws `hardware.reuseFactor` for a factor that does not divide its positions. */
export function assumedStream(
  operations: readonly Operation[],
  { reuseFactor, name }: { readonly reuseFactor: number; readonly name: string },
): AssumedStream {
  if (reuseFactor === 1) return { reuseFactor, lanes: 1 };
  const positions = sharedPositions(operations);
  checkReuseFactor(reuseFactor, { positions, name });
  return { reuseFactor, lanes: positions / reuseFactor };
}

/** Positions of the input that its first layers treat alike; a flatten treats none alike. */
function sharedPositions(operations: readonly Operation[]): number {
  const isFlat = operations.some(
    (operation) => operation.kind === 'reshape' && operation.x === 0 && positionsOf(operation.shape) === 1,
  );
  return isFlat ? 1 : positionsOf(operations[0].shape);
}

/** Instances of a module that is used at some positions, so many of which are read. */
export function instancesOf(
  { positions, read }: { readonly positions: number; readonly read: number },
  { reuseFactor }: AssumedStream,
): number {
  return Math.min(positions * read, Math.ceil(positions / reuseFactor));
}

/** Cycles that an element is kept for by registers in a row, times those that come at once: windows, in rows of `width`. */
export function elementsKept(
  { sizes, width }: { readonly sizes: readonly number[]; readonly width: number },
  { reuseFactor, lanes }: AssumedStream,
): number {
  if (reuseFactor === 1) return 0;
  const span = sizes.length === 2 ? (sizes[0] - 1) * width + sizes[1] - 1 : sizes[0] - 1;
  return Math.floor(span / lanes) * lanes;
}

/** The same where a layer reads all positions at once: all but those of the last cycle wait. */
export function positionsKept(positions: number, { reuseFactor }: AssumedStream): number {
  return positions - Math.ceil(positions / reuseFactor);
}
