import {
  compareIntegers,
  createGateSimulator,
  parallelWrapperCycles,
  parseNetlist,
  runSerially,
  type Comparison,
  type WrapperStyle,
} from '@nx-codesign/flows';
import { busWidth, type DesignDescription } from '@nx-codesign/hardware';
import type { Vectors } from '../vectors/vectorFiles';
import type { NamedNetlist } from './verifyGates';
import type { Job } from './job';

export interface VerifyWrapperInput {
  readonly description: DesignDescription;
  readonly style: WrapperStyle;
  /** The wrapper with the design in it, as it is placed. */
  readonly netlist: NamedNetlist;
  readonly vectors: Vectors;
}

/** Vectors that are shifted through a serial wrapper: each takes as many cycles as it has bits. */
const serialVectors = 256;

/** Runs vectors through the gates of a wrapped design, and compares them with the interpreter's. */
export const verifyWrapper: Job<VerifyWrapperInput, Comparison> = ({ style, netlist, ...given }) => {
  const { description, vectors } = given;
  const parsed = parseNetlist(netlist.json, netlist.name);
  const { outputPorts, latencyCycles, handshake } = description;
  if (style === 'parallel') {
    const actual = createGateSimulator(parsed, { start: handshake?.start }).run({
      ...description,
      inputs: vectors.stimuli,
      count: vectors.count,
      latencyCycles: latencyCycles + parallelWrapperCycles,
    });
    return compareIntegers(vectors.expected, actual, [vectors.count, outputPorts.length]);
  }
  const count = Math.min(serialVectors, vectors.count);
  const actual = runSerially(parsed, {
    ...description,
    inputs: vectors.stimuli.subarray(0, (count * vectors.stimuli.length) / vectors.count),
    count,
    inputBits: busWidth(description.inputPorts),
  });
  const expected = vectors.expected.subarray(0, count * outputPorts.length);
  return compareIntegers(expected, actual, [count, outputPorts.length]);
};
