import { intervalWidth } from '../adderGraph/intervalWidth';
import type { ElementPort } from './design';

/** Total bits of a packed bus. */
export function busWidth(ports: readonly ElementPort[]): number {
  return ports.reduce((bits, port) => bits + port.width, 0);
}

/** Lays the elements with the given bounds side by side on a bus, element 0 at bit 0; one fraction or one for each. */
export function packPorts(value: {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly fraction: number | readonly number[];
}): ElementPort[] {
  const { low, high, fraction } = value;
  let offset = 0;
  return low.map((bottom, i) => {
    const fractionBits = typeof fraction === 'number' ? fraction : fraction[i];
    const port = { offset, ...intervalWidth(bottom, high[i]), fraction: fractionBits };
    offset += port.width;
    return port;
  });
}
