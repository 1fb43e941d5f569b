import { checkWeights, type Network, type Weights } from '@nx-codesign/ir';
import { stepSeed } from '../dropoutMask';
import type { Batch, Session, SessionOptions } from '../../training/types';
import { createExamples, type Examples } from './examples';
import type { Address, Kernels } from './kernels';
import { createOptimizer } from './optimizer';
import { readParameter, writeParameter, type Parameter } from './parameters';
import type { KernelCall, Pass } from './places';
import type { Plan } from './plan';
import type { KernelInstance } from './wasmModule';
import { applyMasks, writeMasks } from './weightMasks';

export interface SessionParts {
  readonly network: Network;
  readonly options: SessionOptions;
  readonly plan: Plan;
  readonly instance: KernelInstance;
}

const outsideTraining: Pass = { first: 0, seed: 0 };

/** Runs a plan's calls in its own memory. */
export function createSession({ network, options, plan, instance }: SessionParts): Session {
  const { kernels, buffer } = instance;
  const { calls, parameters, chunk, outputs: outputsPerRow } = plan;
  const memory = new Float32Array(buffer);
  const examples = createExamples(plan, options, buffer);
  let masked = false;
  const optimizer = createOptimizer({
    name: options.optimizer ?? 'adam',
    parameters,
    mask: () => (masked ? parameters.mask : undefined),
  });
  const run = (list: readonly KernelCall[], rows: number, pass = outsideTraining) => {
    for (const call of list) call(kernels, rows, pass);
  };
  const write = (tensors: Weights, addressOf: AddressOf) =>
    writeTensors(plan, memory, { tensors, addressOf });
  const setWeights = (weights: Weights) => {
    checkWeights(network, weights);
    write(weights, ({ address }) => address);
    optimizer.reset(kernels);
    if (masked) applyMasks(kernels, parameters);
  };
  const computeGradients = createGradientPass({ plan, options, kernels, examples }, () => optimizer.steps());
  for (const { address, data } of plan.constants) {
    if (data instanceof Int32Array) new Int32Array(buffer).set(data, address / 4);
    else memory.set(data, address / 4);
  }
  run(calls.setup, 0);
  return {
    setWeights,
    setMasks(masks) {
      writeMasks(memory, parameters, masks);
      masked = Object.keys(masks).length > 0;
      applyMasks(kernels, parameters);
    },
    state: () => ({
      weights: tensorsAt(plan, memory, ({ address }) => address),
      steps: optimizer.steps(),
      means: tensorsAt(plan, memory, momentOf(plan, parameters.means)),
      variances: tensorsAt(plan, memory, momentOf(plan, parameters.variances)),
    }),
    resume({ weights, steps, means, variances }) {
      setWeights(weights);
      write(means, momentOf(plan, parameters.means));
      write(variances, momentOf(plan, parameters.variances));
      optimizer.resume(steps);
      if (masked) applyMasks(kernels, parameters);
    },
    weights: () => tensorsAt(plan, memory, ({ address }) => address),
    step(batch, stepOptions) {
      const mean = computeGradients(batch);
      optimizer.update(kernels, stepOptions);
      return mean;
    },
    gradients(batch) {
      const loss = computeGradients(batch);
      return { loss, gradients: tensorsAt(plan, memory, ({ gradient }) => gradient) };
    },
    forward(x, count) {
      const outputs = new Float32Array(count * outputsPerRow);
      run(calls.prepare, 0);
      for (let first = 0; first < count; first += chunk) {
        const rows = Math.min(chunk, count - first);
        examples.loadRange(x, first, rows);
        run(calls.inference, rows);
        examples.readOutputs(outputs, first, rows);
      }
      return outputs;
    },
  };
}

interface GradientParts {
  readonly plan: Plan;
  readonly options: SessionOptions;
  readonly kernels: Kernels;
  readonly examples: Examples;
}

/** Forward and backward pass of a batch, chunk by chunk: leaves the gradients in the arena and returns the mean loss. */
function createGradientPass(
  { plan, options, kernels, examples }: GradientParts,
  steps: () => number,
): (batch: Batch) => number {
  const { calls, loss, chunk } = plan;
  const pass = { first: 0, seed: 0 };
  const run = (list: readonly KernelCall[], rows: number) => {
    for (const call of list) call(kernels, rows, pass);
  };
  return (batch) => {
    const { length } = batch.indices;
    const weight = examples.check(batch);
    pass.seed = stepSeed(options.seed ?? 0, steps());
    run(calls.prepare, 0);
    run(calls.begin, 0);
    let sum = 0;
    for (let first = 0; first < length; first += chunk) {
      const rows = Math.min(chunk, length - first);
      pass.first = first;
      examples.load(batch, first, rows);
      run(calls.training, rows);
      sum += loss.compute(kernels, rows, 1 / weight);
      run(calls.backward, rows);
    }
    run(calls.finish, 0);
    return sum / weight;
  };
}

type AddressOf = (parameter: Parameter) => Address | undefined;

/** Where a trainable tensor's moment lies in a block of them. */
function momentOf({ parameters: { weights } }: Plan, block: Address): AddressOf {
  return ({ address, gradient }) => (gradient === undefined ? undefined : block + address - weights);
}

/** Copies of the tensors of all parameters that have such an address. */
function tensorsAt({ parameters }: Plan, memory: Float32Array, addressOf: AddressOf): Weights {
  const tensors = [...parameters.byTensor.values()].flatMap((parameter) => {
    const address = addressOf(parameter);
    return address === undefined ? [] : [[parameter.tensor, readParameter(memory, parameter, address)]];
  });
  return Object.fromEntries(tensors);
}

function writeTensors(
  { parameters }: Plan,
  memory: Float32Array,
  { tensors, addressOf }: { readonly tensors: Weights; readonly addressOf: AddressOf },
): void {
  for (const parameter of parameters.byTensor.values()) {
    const address = addressOf(parameter);
    if (address !== undefined) writeParameter(memory, { ...parameter, address }, tensors[parameter.tensor]);
  }
}
