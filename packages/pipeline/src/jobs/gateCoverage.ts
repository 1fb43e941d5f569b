import {
  compareIntegers,
  createGateSimulator,
  faultCoverage,
  type Comparison,
  type FaultCoverage,
  type MappedDesign,
  type PortNames,
  type Stimulus,
} from '@nx-codesign/flows';
import { interpret, lower } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';

/** What the vectors would notice, and the vectors that were added so that they notice more. */
export interface GateCoverage extends Pick<
  FaultCoverage,
  'faults' | 'caught' | 'caughtByAdded' | 'unrevealable'
> {
  readonly unknown: number;
  readonly added: {
    readonly count: number;
    /** `[count, inputs]` */
    readonly stimuli: Int32Array;
    /** `[count, outputs]` of the interpreter. */
    readonly expected: Int32Array;
    /** Of the gates, on the added vectors. */
    readonly comparison: Comparison;
  };
}

/** Tries the vectors on flipped LUT bits, and checks the gates on the vectors that it adds for those they miss. */
export function coverageOf(
  design: MappedDesign,
  stimulus: Stimulus,
  { model, faults, ...names }: PortNames & { readonly faults: number; readonly model: Model },
): GateCoverage {
  const { unknown, added, ...counts } = faultCoverage(design, stimulus, { faults, ...names });
  const { inputs: stimuli, count } = added;
  const expected =
    count === 0 ? new Int32Array(0) : interpret(lower(model.network, model.weights), stimuli, count);
  const actual =
    count === 0 ? expected : createGateSimulator(design, names).run({ ...stimulus, inputs: stimuli, count });
  const comparison = compareIntegers(expected, actual, [count, stimulus.outputPorts.length]);
  return { ...counts, unknown: unknown.length, added: { count, stimuli, expected, comparison } };
}
