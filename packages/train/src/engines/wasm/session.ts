import { checkWeights, CodesignError, type Network, type Weights } from '@nx-codesign/ir';
import type { Batch, Session, SessionOptions, StepOptions } from '../../training/types';
import type { Address, KernelCall, Kernels } from './kernels';
import { readParameter, writeParameter, type Parameter } from './parameters';
import type { Plan } from './plan';
import type { KernelInstance } from './wasmModule';

/** Adam's decay rates and epsilon, as its paper recommends; the very float32 that the kernel computes with. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

export interface SessionParts {
  readonly network: Network;
  readonly options: SessionOptions;
  readonly plan: Plan;
  readonly instance: KernelInstance;
}

/** Runs a plan's calls in its own memory. */
export function createSession({ network, options, plan, instance }: SessionParts): Session {
  const { kernels } = instance;
  const { calls, parameters } = plan;
  const floats = new Float32Array(instance.buffer);
  const examples = createExamples(plan, options, instance.buffer);
  // The decay rates to the power of the number of steps so far.
  let power1 = 1;
  let power2 = 1;

  for (const { address, data } of plan.constants) floats.set(data, address / 4);
  run(calls.setup, kernels, 0);

  function gradientPass(batch: Batch): number {
    const rows = examples.load(batch);
    run(calls.prepare, kernels, rows);
    run(calls.training, kernels, rows);
    const loss = plan.loss.compute(kernels, rows);
    run(calls.backward, kernels, rows);
    return loss;
  }

  function update({ learningRate, weightDecay }: StepOptions): void {
    power1 *= beta1;
    power2 *= beta2;
    const { weights, gradients, means, variances, kernelBytes, vectorBytes } = parameters;
    const adam = (offset: number, bytes: number, decay: number) =>
      kernels.adam(
        weights + offset,
        gradients + offset,
        means + offset,
        variances + offset,
        bytes,
        learningRate / (1 - power1),
        1 / (1 - power2),
        decay,
        beta1,
        beta2,
        epsilon,
      );
    adam(0, kernelBytes, learningRate * weightDecay);
    adam(kernelBytes, vectorBytes, 0);
  }

  function tensorsAt(addressOf: (parameter: Parameter) => Address | undefined): Weights {
    const tensors = [...parameters.byTensor.values()].map((parameter) => {
      const address = addressOf(parameter);
      return address === undefined ? [] : [[parameter.tensor, readParameter(floats, parameter, address)]];
    });
    return Object.fromEntries(tensors.flat());
  }

  return {
    setWeights(weights) {
      checkWeights(network, weights);
      for (const parameter of parameters.byTensor.values()) {
        writeParameter(floats, parameter, weights[parameter.tensor]);
      }
      const { means, kernelBytes, vectorBytes, variances } = parameters;
      for (const moments of [means, variances]) {
        floats.fill(0, moments / 4, (moments + kernelBytes + vectorBytes) / 4);
      }
      power1 = 1;
      power2 = 1;
    },
    weights: () => tensorsAt(({ address }) => address),
    step(batch, stepOptions) {
      const loss = gradientPass(batch);
      update(stepOptions);
      return loss;
    },
    gradients: (batch) => ({ loss: gradientPass(batch), gradients: tensorsAt(({ gradient }) => gradient) }),
    forward(x, count) {
      run(calls.prepare, kernels, 0);
      const outputs = new Float32Array(count * plan.outputs);
      for (let first = 0; first < count; first += options.maxBatch) {
        const rows = Math.min(options.maxBatch, count - first);
        examples.loadRange(x, first, rows);
        run(calls.inference, kernels, rows);
        examples.readOutputs(outputs, first, rows);
      }
      return outputs;
    },
  };
}

function run(calls: readonly KernelCall[], kernels: Kernels, rows: number): void {
  for (const call of calls) call(kernels, rows);
}

interface Examples {
  /** Copies a batch into the arena and returns its number of rows. */
  load(batch: Batch): number;
  /** Copies `rows` consecutive examples, without targets. */
  loadRange(x: Float32Array, first: number, rows: number): void;
  readOutputs(target: Float32Array, first: number, rows: number): void;
}

/** Moves examples between data sets and the padded rows of the arena; indices are floats, not bytes. */
function createExamples(plan: Plan, options: SessionOptions, buffer: ArrayBuffer): Examples {
  const { inputs, outputs } = plan;
  const floats = new Float32Array(buffer);
  const labels = new Int32Array(buffer);
  const input = plan.input.address / 4;
  const inputStride = plan.input.stride / 4;
  const output = plan.output.address / 4;
  const outputStride = plan.output.stride / 4;
  const targets = plan.loss.targets / 4;

  function loadRow(x: Float32Array, source: number, row: number): void {
    const from = source * inputs;
    const to = input + row * inputStride;
    for (let i = 0; i < inputs; i++) floats[to + i] = x[from + i];
  }

  return {
    load({ x, y, indices }) {
      checkBatch(indices.length, options.maxBatch);
      for (let row = 0; row < indices.length; row++) {
        const source = indices[row];
        loadRow(x, source, row);
        if (options.loss === 'softmaxCrossEntropy') labels[targets + row] = checkedLabel(y[source], outputs);
        else for (let i = 0; i < outputs; i++) floats[targets + row * outputs + i] = y[source * outputs + i];
      }
      return indices.length;
    },
    loadRange(x, first, rows) {
      for (let row = 0; row < rows; row++) loadRow(x, first + row, row);
    },
    readOutputs(target, first, rows) {
      for (let row = 0; row < rows; row++) {
        const from = output + row * outputStride;
        for (let i = 0; i < outputs; i++) target[(first + row) * outputs + i] = floats[from + i];
      }
    },
  };
}

function checkBatch(rows: number, maxBatch: number): void {
  if (rows >= 1 && rows <= maxBatch) return;
  throw new CodesignError(
    'engine.batchSize',
    `A batch of this session has 1 to ${maxBatch} examples, got ${rows}.`,
  );
}

/** Also refuses what is outside the data set: an undefined label is no class. */
function checkedLabel(label: number, classes: number): number {
  if (label >= 0 && label < classes) return label;
  throw new CodesignError(
    'train.label',
    `Labels of a network with ${classes} outputs are 0 to ${classes - 1}, got ${label}.`,
  );
}
