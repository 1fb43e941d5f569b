import { applyMasks } from '../masks';
import { magnitudeMasks } from '../magnitudeMasks';
import type { MethodSettings, MethodStart, NextCandidate } from './method';

type Unstructured = Extract<MethodSettings, { kind: 'unstructured' }>;

/**
 * Iterative magnitude pruning (Frankle and Carbin 2019, arXiv 1803.03635, section 2): masks the smallest trained
 * weights of all kernels, and takes the others back to where the method began (`rewind: 'start'`).
 */
export function unstructured({ settings, weights: start }: MethodStart<Unstructured>): NextCandidate {
  return (current) => {
    const masks = magnitudeMasks(current.weights, current.masks ?? {}, settings.share);
    if (!masks) return undefined;
    const from = settings.rewind === 'start' ? start : current.weights;
    return { ...current, masks, weights: applyMasks(from, masks) };
  };
}
