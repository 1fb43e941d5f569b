import { CodesignError } from '@nx-codesign/ir';
import type { Port } from '../netlist/netlist';

/** Where one element lies in a packed bus; the part of hardware's ElementPort that matters here. */
export interface BusElement {
  readonly offset: number;
  readonly width: number;
  readonly signed: boolean;
}

const resultBits = 32;

/** Throws `flows.badPorts` if an element reaches past the bus or does not fit a 32-bit signed integer. */
export function checkElements(elements: readonly BusElement[], bus: Port): void {
  elements.forEach(({ offset, width, signed }, index) => {
    if (offset < 0 || width < 0 || offset + width > bus.nets.length) {
      const place = `bits ${offset} to ${offset + width - 1} of ${bus.name}, which has ${bus.nets.length}`;
      throw new CodesignError('flows.badPorts', `Element ${index} lies at ${place}. Emit the design again.`);
    }
    if (width > (signed ? resultBits : resultBits - 1)) {
      const message = `Element ${index} of ${bus.name} has ${width} bits; at most ${resultBits} with the sign are supported.`;
      throw new CodesignError('flows.badPorts', message);
    }
  });
}

/** Smallest and largest integer of an element. */
export function elementRange({ width, signed }: BusElement): { low: number; high: number } {
  if (width === 0) return { low: 0, high: 0 };
  return signed ? { low: -(2 ** (width - 1)), high: 2 ** (width - 1) - 1 } : { low: 0, high: 2 ** width - 1 };
}
