import {
  compareIntegers,
  createGateSimulator,
  estimatePower,
  estimateTiming,
  locateMismatch,
  logicLevels,
  parseNetlist,
  toggleCounts,
  utilizationOf,
  type Comparison,
  type MappedDesign,
  type MismatchPlace,
  type Netlist,
  type PowerEstimate,
  type Stimulus,
  type TimingEstimate,
  type Utilization,
} from '@nx-codesign/flows';
import {
  buildDesign,
  designJson,
  findPart,
  type Design,
  type DesignDescription,
  type ElementPort,
} from '@nx-codesign/hardware';
import { lower } from '@nx-codesign/ir';
import { createPortableMath, isLabels, measure, type Targets } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Vectors } from '../vectors/vectorFiles';
import { coverageOf, type GateCoverage } from './gateCoverage';
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
  /** Flipped LUT bits to try the vectors on; 0 for none. */
  readonly faults: number;
  /** What the gates should compute: for the vectors that are added where given ones miss faults. */
  readonly model: Model;
}

export interface VerifyGatesOutput {
  readonly comparison: Comparison;
  /** Of the first mismatch; absent without one, and where nothing can be told. */
  readonly mismatchPlace?: MismatchPlace;
  /** Of the answers of the gates on the test samples, see `taskMetrics`. */
  readonly metric: number;
  readonly coverage?: GateCoverage;
  readonly utilization: Utilization;
  /** Of one instance each. */
  readonly moduleUtilization: readonly {
    readonly name: string;
    readonly instances: number;
    readonly utilization: Utilization;
  }[];
  readonly lutLevels: number;
  /** Absent for families without a delay table. */
  readonly timing?: TimingEstimate;
  /** On the test samples; absent if there are too few to count toggles. */
  readonly power?: PowerEstimate;
}

/** Puts the mapped modules together, runs every vector through the gates, and measures the netlists. */
export const verifyGates: Job<VerifyGatesInput, VerifyGatesOutput> = (input) => {
  const { description, tool, vectors, faults, model } = input;
  const parse = ({ name, json }: NamedNetlist): Netlist => parseNetlist(json, name);
  const modules = input.modules.map(parse);
  const design = { top: parse(input.top), modules };
  const stimulus = { ...description, inputs: vectors.stimuli, count: vectors.count };
  const names = { start: description.handshake?.start, valid: description.handshake?.valid };
  const actual = createGateSimulator(design, names).run(stimulus);
  const outputs = description.outputPorts.length;
  const { family } = findPart(description.part);
  const comparison = compareIntegers(vectors.expected, actual, [vectors.count, outputs]);
  return {
    comparison,
    mismatchPlace: comparison.first && placeOf(design, stimulus, { ...input, ...comparison.first }),
    metric: metricOf(actual, description.outputPorts, vectors.answers),
    ...(faults > 0 && { coverage: coverageOf(design, stimulus, { ...names, faults, model }) }),
    utilization: utilizationOf(design, tool),
    moduleUtilization: modules.map((module) => ({
      name: module.name,
      instances: description.modules.find(({ name }) => name === module.name)?.instances ?? 0,
      utilization: utilizationOf(module, tool),
    })),
    lutLevels: logicLevels(design),
    timing: estimateTiming(design, family, description.part),
    power: estimatePower(toggleCounts(design, samplesOf(stimulus, vectors.answers), names), {
      ...{ family, clockPeriodNs: description.clockPeriodNs },
      initiationInterval: description.initiationInterval,
    }),
  };
};

/** Where the gates go wrong for a vector, by the design built once more: nothing if that is another one than was emitted. */
function placeOf(
  netlist: MappedDesign,
  stimulus: Stimulus,
  { description, model, vector }: VerifyGatesInput & { readonly vector: number },
): MismatchPlace | undefined {
  const design = builtAgain(description, model);
  if (design === undefined) return undefined;
  return locateMismatch({ netlist, design }, stimulus, { vector, start: description.handshake?.start });
}

/** The design of a model as it was described: nothing if the model makes another one now. */
export function builtAgain(description: DesignDescription, model: Model): Design | undefined {
  const { part, clockPeriodNs, initiationInterval, multipliers, extraDepth } = description;
  const program = lower(model.network, model.weights);
  const design = buildDesign(program, {
    ...{ part, clockPeriodNs, reuseFactor: initiationInterval, multipliers },
    extraDepth,
  });
  return JSON.stringify(designJson(design)) === JSON.stringify(description) ? design : undefined;
}

function samplesIn(answers: Targets, outputs: number): number {
  return isLabels(answers) ? answers.length : answers.length / outputs;
}

/** The test samples of the vectors: corner cases switch more than data do. */
function samplesOf(stimulus: Stimulus, answers: Targets): Stimulus {
  const count = samplesIn(answers, stimulus.outputPorts.length);
  const length = stimulus.inputs.length / stimulus.count;
  return { ...stimulus, inputs: stimulus.inputs.subarray(0, count * length), count };
}

/** The metric of the first vectors, which are those that `answers` has labels or targets for. */
export function metricOf(
  integers: Int32Array,
  ports: readonly Pick<ElementPort, 'fraction'>[],
  answers: Targets,
): number {
  const outputs = ports.length;
  const samples = samplesIn(answers, outputs);
  const values = Float32Array.from(integers.subarray(0, samples * outputs), (integer, at) => {
    return integer * 2 ** -ports[at % outputs].fraction;
  });
  return measure(values, { y: answers, count: samples }, createPortableMath()).metric;
}
