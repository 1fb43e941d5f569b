import type { PruningMethod } from '@nx-codesign/train';
import type { PruneSlice, PruningMethodName } from '../config/slices/prune';

/** The methods that a study prunes with, in order, each with its settings; none for `none`. */
export function methodsOf(slice: PruneSlice): PruningMethod[] {
  const { method } = slice;
  if (method === 'none') return [];
  return (Array.isArray(method) ? method : [method]).map((kind) => settingsOf(kind, slice));
}

function settingsOf(kind: PruningMethodName, { share, steps, rewind }: PruneSlice): PruningMethod {
  return kind === 'unstructured' ? { kind, share, steps, rewind } : { kind, share, steps };
}
