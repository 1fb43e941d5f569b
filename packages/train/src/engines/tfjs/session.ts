import { checkWeights, elementsOf, type Network, type Weights } from '@nx-codesign/ir';
import type { Masks, Session, SessionOptions } from '../../training/types';
import { gradientPass } from './gradientPass';
import { checkMasks, masked } from './masks';
import { copyState, emptyState, moveWeights } from './optimizer';
import type { TfjsContext } from './operations/reading';
import { outputOf } from './pass';
import { kernelsOf, trainingProgram } from './trainingProgram';
import { tensorsOf, tidily, type TensorFlow } from './tensorflow';

/** A network in training on TensorFlow.js: weights and optimiser live in JavaScript, each pass is one `tidy`. */
export function createTfjsSession(tf: TensorFlow, network: Network, options: SessionOptions): Session {
  const training = trainingProgram(network, options);
  const { program, trained } = training;
  const kernels = kernelsOf(training);
  let weights: Weights = {};
  let masks: Masks = {};
  let memory = emptyState({}, []);
  const setWeights = (next: Weights) => {
    checkWeights(network, next);
    weights = masked(next, masks);
    memory = emptyState(weights, trained);
  };
  return {
    setWeights,
    setMasks(next) {
      checkMasks(next, training);
      masks = next;
      weights = masked(weights, masks);
    },
    state: () => ({ weights: masked(weights, {}), ...copyState(memory) }),
    resume(state) {
      setWeights(state.weights);
      memory = copyState(state);
    },
    weights: () => masked(weights, {}),
    step(batch, stepOptions) {
      const { loss, gradients } = gradientPass(tf, training, { weights, batch, steps: memory.steps });
      const optimizer = options.optimizer ?? 'adam';
      moveWeights(optimizer, memory, { weights, gradients, masks, kernels, options: stepOptions });
      return loss;
    },
    gradients: (batch) => gradientPass(tf, training, { weights, batch, steps: memory.steps }),
    forward: (x, count) =>
      tidily(tf, () => {
        const { shape } = program.operations[0];
        const values = Float32Array.from(x.subarray(0, count * elementsOf(shape)));
        const context: TfjsContext = { tf, program, mode: 'inference' };
        const given = { x: tf.tensor(values, [count, ...shape]), weights: tensorsOf(tf, weights) };
        return Float32Array.from(outputOf(context, program, given).dataSync());
      }),
  };
}
