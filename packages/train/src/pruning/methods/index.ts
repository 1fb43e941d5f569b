import { hardware } from './hardware';
import type { MethodContext, MethodSettings, NextCandidate } from './method';
import { structured } from './structured';
import { unstructured } from './unstructured';
import type { Weights } from '@nx-codesign/ir';

/** Begins the path of a method at these weights. */
export function startMethod(
  settings: MethodSettings,
  context: MethodContext & { weights: Weights },
): NextCandidate {
  switch (settings.kind) {
    case 'structured':
      return structured({ ...context, settings });
    case 'unstructured':
      return unstructured({ ...context, settings });
    case 'hardware':
      return hardware({ ...context, settings });
  }
}
