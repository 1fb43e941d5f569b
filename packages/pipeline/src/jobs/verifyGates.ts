import {
  compareIntegers,
  createGateSimulator,
  linkNetlists,
  logicLevels,
  parseNetlist,
  utilizationOf,
  type Comparison,
  type Netlist,
  type Utilization,
} from '@nx-codesign/flows';
import type { DesignDescription } from '@nx-codesign/hardware';
import type { Vectors } from '../vectors/vectorFiles';
import type { Job } from './job';

export interface NamedNetlist {
  /** Module name. */
  readonly name: string;
  /** Yosys JSON. */
  readonly json: string;
}

export interface VerifyGatesInput {
  readonly description: DesignDescription;
  readonly top: NamedNetlist;
  readonly modules: readonly NamedNetlist[];
  readonly tool: { readonly name: string; readonly version: string };
  readonly vectors: Vectors;
}

export interface VerifyGatesOutput {
  readonly comparison: Comparison;
  /** Share of the test samples whose largest output at the gates is their class; the first of equals counts. */
  readonly accuracy: number;
  readonly utilization: Utilization;
  readonly moduleUtilization: readonly { readonly name: string; readonly utilization: Utilization }[];
  readonly lutLevels: number;
}

/** Links the mapped modules and runs every vector through the gates. */
export const verifyGates: Job<VerifyGatesInput, VerifyGatesOutput> = (input) => {
  const { description, tool, vectors } = input;
  const { inputPorts, outputPorts, latencyCycles } = description;
  const parse = ({ name, json }: NamedNetlist): Netlist => parseNetlist(json, name);
  const modules = input.modules.map(parse);
  const linked = linkNetlists({ top: parse(input.top), modules });
  const actual = createGateSimulator(linked).run({
    inputs: vectors.stimuli,
    count: vectors.count,
    inputPorts,
    outputPorts,
    latencyCycles,
  });
  return {
    comparison: compareIntegers(vectors.expected, actual, [vectors.count, outputPorts.length]),
    accuracy: accuracyOf(actual, vectors.labels, outputPorts.length),
    utilization: utilizationOf(linked, tool),
    moduleUtilization: modules.map((module) => ({
      name: module.name,
      utilization: utilizationOf(module, tool),
    })),
    lutLevels: logicLevels(linked),
  };
};

/** Outputs of one network share a fraction, so their integers compare as their values. */
export function accuracyOf(outputs: Int32Array, labels: Int32Array, classes: number): number {
  let correct = 0;
  labels.forEach((label, sample) => {
    const scores = outputs.subarray(sample * classes, (sample + 1) * classes);
    const best = scores.reduce((winner, score, index) => (score > scores[winner] ? index : winner), 0);
    if (best === label) correct++;
  });
  return correct / labels.length;
}
