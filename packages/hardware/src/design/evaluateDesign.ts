import { CodesignError } from '@nx-codesign/ir';
import type { Design } from './design';
import { simulateDesign } from './simulateDesign';

/**
 * What a design computes, by its adder graphs, cycle by cycle: `x: [count, inputs]` integers gives `[count, outputs]`.
 * Vector v enters from cycle `starts[v]` on; one right after the other if absent. Throws `hardware.outOfBounds` if an
 * input element is outside its bounds, `hardware.tooSoon` if vectors follow each other faster than the initiation
 * interval, `hardware.unknownResult` if a result depends on what a register held at first.
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
  checkStarts(starts, design.initiationInterval);
  const results = simulateDesign(design, x, starts);
  return Int32Array.from(results, (value, at) => {
    if (value !== undefined) {
      return value;
    }
    const outputs = design.outputPorts.length;
    throw new CodesignError(
      'hardware.unknownResult',
      `Output ${at % outputs} of vector ${Math.floor(at / outputs)} is not known: a register is read before its value ` +
        'is there. Build the design again.',
    );
  });
}

function checkStarts(starts: readonly number[], interval: number): void {
  const early = starts.findIndex((start, vector) => vector > 0 && start - starts[vector - 1] < interval);
  if (early > 0) {
    throw new CodesignError(
      'hardware.tooSoon',
      `Vector ${early} begins ${starts[early] - starts[early - 1]} clocks after the one before; the design takes one ` +
        `every ${interval} clocks. Begin it later.`,
    );
  }
}
