import { createPortableMath, isLabels, measure, predict, type Targets } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { EvaluationSlice } from '../config/slices/evaluation';
import { bootstrapInterval } from '../evaluation/bootstrap';
import { classFiguresOf } from '../evaluation/classFigures';
import { inputsOf, withDeadInputs, withGain, withNoise, type Inputs } from '../evaluation/perturbations';
import { meanOf, scoresOf } from '../evaluation/scores';
import { taskMetrics } from '../metrics/taskMetric';
import type { NetworkEvaluation, Perturbed } from '../records/evaluation';
import { deriveSeed } from '../trials/seeds';
import { splitOf, type Job } from './job';

export interface EvaluateNetworkInput extends Model {
  readonly options: EvaluationSlice;
  /** Of a classification, by label. */
  readonly classNames: readonly string[];
  readonly seed: number;
}

/** Metric, interval, figures of classes or errors, and the metric on perturbed inputs; all on the test split. */
export const evaluateNetwork: Job<EvaluateNetworkInput, NetworkEvaluation> = (input, { splits, engine }) => {
  const { network, weights, options, seed } = input;
  const { x, y, count } = splitOf(splits, 'test');
  const outputsOf = (inputs: Float32Array) => predict(engine(), { network, weights, x: inputs, count });
  const metricOf = (inputs: Float32Array) => meanOf(scoresOf(outputsOf(inputs), y, count));
  const outputs = outputsOf(x);
  const scores = scoresOf(outputs, y, count);
  const { resamples, confidence } = options;
  return {
    metric: meanOf(scores),
    ...(resamples > 0 && {
      interval: bootstrapInterval(scores, { resamples, confidence, seed: deriveSeed(seed, 'bootstrap') }),
    }),
    ...figuresOf(input, { outputs, answers: y, count }),
    perturbed: perturbedMetrics(inputsOf(network.input, { x, count }), { ...input, metricOf, answers: y }),
  };
};

function figuresOf(
  { classNames: names, options: { signalEfficiency } }: EvaluateNetworkInput,
  { outputs, answers, count }: { outputs: Float32Array; answers: Targets; count: number },
): Pick<NetworkEvaluation, 'classes' | 'errors'> {
  const math = createPortableMath();
  if (!isLabels(answers)) {
    const { rmse, distance95 } = measure(outputs, { y: answers, count }, math);
    return rmse === undefined || distance95 === undefined ? {} : { errors: { rmse, distance95 } };
  }
  return { classes: classFiguresOf({ outputs, labels: answers, names }, { signalEfficiency, math }) };
}

interface Perturbing extends Pick<EvaluateNetworkInput, 'options' | 'seed'> {
  readonly metricOf: (inputs: Float32Array) => number;
  readonly answers: Targets;
}

/** Noise and dead inputs as means over some draws, a drift of the gain by its worse direction. */
function perturbedMetrics(inputs: Inputs, { options, seed, metricOf, answers }: Perturbing): Perturbed[] {
  const { isBetter } = taskMetrics[isLabels(answers) ? 'classification' : 'regression'];
  const mean = (kind: string, draw: (seed: number) => Float32Array) => {
    const seeds = Array.from({ length: options.draws }, (_, index) => deriveSeed(seed, kind, index));
    return seeds.reduce((sum, each) => sum + metricOf(draw(each)), 0) / seeds.length;
  };
  const worse = (a: number, b: number) => (isBetter(a, b) ? b : a);
  return [
    ...options.noise.map((level) => ({
      kind: 'noise' as const,
      level,
      metric: mean('noise', (draw) => withNoise(inputs, level, draw)),
    })),
    ...options.gainDrift.map((level) => ({
      kind: 'gainDrift' as const,
      level,
      metric: worse(metricOf(withGain(inputs, 1 + level)), metricOf(withGain(inputs, 1 - level))),
    })),
    ...options.deadInputs.map((level) => ({
      kind: 'deadInputs' as const,
      level,
      metric: mean('dead', (draw) => withDeadInputs(inputs, level, draw)),
    })),
  ];
}
