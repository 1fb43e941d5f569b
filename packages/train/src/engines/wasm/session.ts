import { checkWeights, type Network, type Weights } from '@nx-codesign/ir';
import type { Session, SessionOptions } from '../../training/types';
import { createExamples } from './examples';
import { createOptimizer } from './optimizer';
import { createPasses } from './passes';
import type { Plan } from './plan';
import { momentOf, tensorsAt, writeTensors, type AddressOf } from './tensors';
import type { KernelInstance } from './wasmModule';
import { applyMasks, writeMasks } from './weightMasks';

export interface SessionParts {
  readonly network: Network;
  readonly options: SessionOptions;
  readonly plan: Plan;
  readonly instance: KernelInstance;
}

/** Runs a plan's calls in its own memory. */
export function createSession({ network, options, plan, instance }: SessionParts): Session {
  const { kernels, buffer } = instance;
  const { parameters } = plan;
  const memory = new Float32Array(buffer);
  writeConstants(plan, buffer);
  const passes = createPasses({ plan, options, kernels, examples: createExamples(plan, options, buffer) });
  let masked = false;
  const optimizer = createOptimizer({
    name: options.optimizer ?? 'adam',
    parameters,
    mask: () => (masked ? parameters.mask : undefined),
  });
  const read = (addressOf: AddressOf) => tensorsAt(plan, memory, addressOf);
  const write = (tensors: Weights, addressOf: AddressOf) =>
    writeTensors(plan, memory, { tensors, addressOf });
  const [meanOf, varianceOf] = [parameters.means, parameters.variances].map((block) => momentOf(plan, block));
  const setWeights = (weights: Weights) => {
    checkWeights(network, weights);
    write(weights, ({ address }) => address);
    optimizer.reset(kernels);
    if (masked) applyMasks(kernels, parameters);
  };
  return {
    setWeights,
    setMasks(masks) {
      writeMasks(memory, parameters, masks);
      masked = Object.keys(masks).length > 0;
      applyMasks(kernels, parameters);
    },
    state: () => ({
      ...{ weights: read(({ address }) => address), steps: optimizer.steps() },
      ...{ means: read(meanOf), variances: read(varianceOf) },
    }),
    resume({ weights, steps, means, variances }) {
      setWeights(weights);
      write(means, meanOf);
      write(variances, varianceOf);
      optimizer.resume(steps);
      if (masked) applyMasks(kernels, parameters);
    },
    weights: () => read(({ address }) => address),
    step(batch, stepOptions) {
      const mean = passes.gradients(batch, optimizer.steps());
      optimizer.update(kernels, stepOptions);
      return mean;
    },
    gradients(batch) {
      const loss = passes.gradients(batch, optimizer.steps());
      return { loss, gradients: read(({ gradient }) => gradient) };
    },
    forward: passes.forward,
  };
}

function writeConstants({ constants }: Plan, buffer: ArrayBuffer): void {
  for (const { address, data } of constants) {
    new Uint8Array(buffer, address).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
}
