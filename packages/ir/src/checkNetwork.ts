import type { Network } from './network';
import { trace } from './trace';

/**
 * Checks a network: wiring, names, layer kinds, configs, formats and shapes. Throws the first fault as a
 * `CodesignError` (`network.*`, `layer.*`, `format.invalid`, `shape.*`).
 */
export function checkNetwork(network: Network): void {
  trace(network);
}
