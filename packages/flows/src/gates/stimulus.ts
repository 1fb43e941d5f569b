import { CodesignError } from '@nx-codesign/ir';
import type { BusElement } from './elementPorts';

/**
 * Vectors and when they are on a design's buses. Vector `v` begins at the input in cycle `v * initiationInterval`, beat
 * `b` of it is there `b` cycles later; its whole result is at the output `latencyCycles` after its first beat.
 */
export interface Stimulus {
  /** `[count, inputs]` integers, row by row. */
  readonly inputs: Int32Array;
  readonly count: number;
  /** Of the bus of one beat. */
  readonly inputPorts: readonly BusElement[];
  readonly outputPorts: readonly BusElement[];
  /** Clock edges from a vector at the input to its result at the output. */
  readonly latencyCycles: number;
  /** Cycles between two vectors; 1 if absent. */
  readonly initiationInterval?: number;
  /** `beats[b][e]`: the input that port `e` carries in beat `b`, -1 for none; all inputs in one beat if absent. */
  readonly beats?: readonly (readonly number[])[];
}

/** What feeds a design; its results are looked at elsewhere. */
export type InputStimulus = Omit<Stimulus, 'outputPorts'>;

/** Throws `flows.badPorts` unless the beats of a vector fit between it and the next one. */
export function beatsOf({
  inputPorts,
  beats = [inputPorts.map((_, element) => element)],
  initiationInterval = 1,
}: InputStimulus): readonly (readonly number[])[] {
  if (Number.isInteger(initiationInterval) && beats.length >= 1 && beats.length <= initiationInterval)
    return beats;
  const message = `${beats.length} beats do not fit an initiation interval of ${initiationInterval} cycles. Emit the design again.`;
  throw new CodesignError('flows.badPorts', message);
}
