import { checkWeights, type Network, type Weights } from '@nx-codesign/ir';
import type { Batch, Session, SessionOptions } from '../../training/types';
import { createExamples } from './examples';
import type { Address, KernelCall } from './kernels';
import { createOptimizer } from './optimizer';
import { readParameter, writeParameter, type Parameter } from './parameters';
import type { Plan } from './plan';
import type { KernelInstance } from './wasmModule';

export interface SessionParts {
  readonly network: Network;
  readonly options: SessionOptions;
  readonly plan: Plan;
  readonly instance: KernelInstance;
}

/** Runs a plan's calls in its own memory. */
export function createSession({ network, options, plan, instance }: SessionParts): Session {
  const { kernels, buffer } = instance;
  const { calls, loss, parameters, outputs: outputsPerRow } = plan;
  const memory = new Float32Array(buffer);
  const examples = createExamples(plan, options, buffer);
  const optimizer = createOptimizer(parameters);
  const run = (list: readonly KernelCall[], rows: number) => {
    for (const call of list) call(kernels, rows);
  };
  const computeGradients = (batch: Batch) => {
    const rows = examples.load(batch);
    run(calls.prepare, rows);
    run(calls.training, rows);
    const mean = loss.compute(kernels, rows);
    run(calls.backward, rows);
    return mean;
  };
  for (const { address, data } of plan.constants) memory.set(data, address / 4);
  run(calls.setup, 0);
  return {
    setWeights(weights) {
      checkWeights(network, weights);
      for (const parameter of parameters.byTensor.values()) {
        writeParameter(memory, parameter, weights[parameter.tensor]);
      }
      optimizer.reset(memory);
    },
    weights: () => tensorsAt(plan, memory, ({ address }) => address),
    step(batch, stepOptions) {
      const mean = computeGradients(batch);
      optimizer.update(kernels, stepOptions);
      return mean;
    },
    gradients(batch) {
      const mean = computeGradients(batch);
      return { loss: mean, gradients: tensorsAt(plan, memory, ({ gradient }) => gradient) };
    },
    forward(x, count) {
      const outputs = new Float32Array(count * outputsPerRow);
      run(calls.prepare, 0);
      for (let first = 0; first < count; first += options.maxBatch) {
        const rows = Math.min(options.maxBatch, count - first);
        examples.loadRange(x, first, rows);
        run(calls.inference, rows);
        examples.readOutputs(outputs, first, rows);
      }
      return outputs;
    },
  };
}

/** Copies of the tensors of all parameters that have such an address. */
function tensorsAt(
  { parameters }: Plan,
  memory: Float32Array,
  addressOf: (parameter: Parameter) => Address | undefined,
): Weights {
  const tensors = [...parameters.byTensor.values()].flatMap((parameter) => {
    const address = addressOf(parameter);
    return address === undefined ? [] : [[parameter.tensor, readParameter(memory, parameter, address)]];
  });
  return Object.fromEntries(tensors);
}
