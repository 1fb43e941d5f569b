import { CodesignError } from '@nx-codesign/ir';
import type { PortableMath } from '@nx-codesign/train';
import type { ClassFigures } from '../records/evaluation';
import { rocFigures } from './roc';

export interface ClassifiedSamples {
  /** Logits `[count, classes]`. */
  readonly outputs: Float32Array;
  readonly labels: Int32Array;
  readonly names: readonly string[];
}

/**
 * Recall, precision, ROC area and background rejection of each class, by the network's logits. Throws CodesignError
 * `evaluation.notFinite` for logits that are no finite numbers.
 */
export function classFiguresOf(
  samples: ClassifiedSamples,
  { signalEfficiency, math }: { signalEfficiency: number; math: PortableMath },
): ClassFigures[] {
  const { labels, names } = samples;
  checkFinite(samples);
  const called = calledClasses(samples);
  const probabilities = logProbabilities(samples, math);
  return names.map((name, index) => {
    const isSignal = (sample: number) => labels[sample] === index;
    const count = labels.reduce((sum, label) => sum + (label === index ? 1 : 0), 0);
    const calledSo = called.reduce((sum, given) => sum + (given === index ? 1 : 0), 0);
    const right = called.reduce((sum, given, at) => sum + (given === index && isSignal(at) ? 1 : 0), 0);
    const scores = Float64Array.from(labels, (_, sample) => probabilities[sample * names.length + index]);
    const { area, rejection } = rocFigures({ scores, isSignal }, signalEfficiency);
    return {
      name,
      samples: count,
      ...(count > 0 && { recall: right / count }),
      ...(calledSo > 0 && { precision: right / calledSo }),
      ...(area !== undefined && { rocAuc: area }),
      ...(rejection !== undefined && { rejection }),
    };
  });
}

function checkFinite({ outputs, names }: ClassifiedSamples): void {
  const at = outputs.findIndex((logit) => !Number.isFinite(logit));
  if (at < 0) return;
  throw new CodesignError(
    'evaluation.notFinite',
    `The network gives ${outputs[at]} for class ${names[at % names.length]} of sample ${Math.floor(at / names.length)}; ` +
      `expected finite logits. Its training diverged: train it again with a lower learning rate.`,
  );
}

/** The class of the largest output of each sample; the first of equal ones, as at the gates. */
export function calledClasses({
  outputs,
  labels,
}: Pick<ClassifiedSamples, 'outputs' | 'labels'>): Int32Array {
  const classes = outputs.length / labels.length;
  return labels.map((_, sample) => {
    const logits = outputs.subarray(sample * classes, (sample + 1) * classes);
    return logits.reduce((best, logit, index) => (logit > logits[best] ? index : best), 0);
  });
}

/** Logarithms of the softmax: they order samples as the probabilities do, without reaching 0 or 1. */
function logProbabilities({ outputs, labels }: ClassifiedSamples, { exp, log }: PortableMath): Float64Array {
  const classes = outputs.length / labels.length;
  const result = new Float64Array(outputs.length);
  for (let first = 0; first < outputs.length; first += classes) {
    const logits = outputs.subarray(first, first + classes);
    const most = logits.reduce((a, b) => Math.max(a, b));
    const total = log(logits.reduce((sum, logit) => sum + exp(logit - most), 0));
    logits.forEach((logit, index) => (result[first + index] = logit - most - total));
  }
  return result;
}
