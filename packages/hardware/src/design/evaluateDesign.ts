import { CodesignError } from '@nx-codesign/ir';
import type { Design } from './design';
import { simulateDesign } from './simulateDesign';

/**
 * What a design computes, by its adder graphs, cycle by cycle: `x: [count, inputs]` integers gives `[count, outputs]`.
 * Vector v enters from cycle `starts[v]` on; one right after the other if absent. Throws `hardware.outOfBounds` if an
 * input element is outside its bounds, `hardware.unknownResult` if a result depends on what a register held before.
 */
export function evaluateDesign(
  design: Design,
  x: Int32Array,
  count: number,
  starts: readonly number[] = Array.from(
    { length: count },
    (_, vector) => vector * design.initiationInterval,
  ),
): Int32Array {
  const results = simulateDesign(design, x, starts);
  return Int32Array.from(results, (value, at) => {
    if (value !== undefined) {
      return value;
    }
    const outputs = design.outputPorts.length;
    throw new CodesignError(
      'hardware.unknownResult',
      `Output ${at % outputs} of vector ${Math.floor(at / outputs)} is not known: a register is read before its value ` +
        'is there, or vectors follow each other faster than the initiation interval. Build the design again.',
    );
  });
}
