import { intervalWidth } from '../adderGraph/intervalWidth';
import type { ElementPort } from './design';

/** Total bits of a packed bus. */
export function busWidth(ports: readonly ElementPort[]): number {
  return ports.reduce((bits, port) => bits + port.width, 0);
}

/** Lays the elements with the given bounds side by side on a bus, element 0 at bit 0. */
export function packPorts(value: {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly fraction: number;
}): ElementPort[] {
  let offset = 0;
  return value.low.map((low, element) => {
    const port = { offset, ...intervalWidth(low, value.high[element]), fraction: value.fraction };
    offset += port.width;
    return port;
  });
}
