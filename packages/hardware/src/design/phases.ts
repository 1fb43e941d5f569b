import type { ElementSource, SteadySource } from './design';

/**
 * One source for what is read by phase; in phases without a source it may be anything. A plain source if it is the same
 * in all others.
 */
export function sourceByPhase(phases: readonly (SteadySource | undefined)[]): ElementSource {
  const counts = new Map<string, { source: SteadySource; count: number }>();
  for (const source of phases) {
    if (source) {
      const known = counts.get(keyOf(source));
      counts.set(keyOf(source), { source, count: (known?.count ?? 0) + 1 });
    }
  }
  const [most, ...others] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (others.length === 0) {
    return most?.source ?? { constant: 0 };
  }
  return { phases: phases.map((source) => source ?? most.source) };
}

/** The different sources of a phased one, the most frequent first, each with whether it is read, by phase. */
export function alternativesOf(
  phases: readonly SteadySource[],
): { readonly source: SteadySource; readonly isRead: readonly boolean[] }[] {
  const byKey = new Map<string, { readonly source: SteadySource; readonly read: number[] }>();
  phases.forEach((source, phase) => {
    const key = keyOf(source);
    const known = byKey.get(key);
    if (known) {
      known.read.push(phase);
    } else {
      byKey.set(key, { source, read: [phase] });
    }
  });
  return [...byKey.values()]
    .sort((a, b) => b.read.length - a.read.length)
    .map(({ source, read }) => {
      const inPhases = new Set(read);
      return { source, isRead: phases.map((_, phase) => inPhases.has(phase)) };
    });
}

/**
 * When an alternative is read, as simply as it can be said: in the first phase, in all others, or by a table. Only of the
 * first phase the start of a vector tells right away: of later ones it would also tell what registers held at first.
 */
export type PhaseCondition =
  { readonly kind: 'first' | 'notFirst' } | { readonly kind: 'table'; readonly isRead: readonly boolean[] };

export function phaseCondition(isRead: readonly boolean[]): PhaseCondition {
  const [first, ...others] = isRead;
  if (others.every((flag) => flag !== first)) {
    return { kind: first ? 'first' : 'notFirst' };
  }
  return { kind: 'table', isRead };
}

/** The conditions that a source is selected by, one for each alternative but the first; none for a plain one. */
export function conditionsOf(source: ElementSource): PhaseCondition[] {
  return 'phases' in source
    ? alternativesOf(source.phases)
        .slice(1)
        .map(({ isRead }) => phaseCondition(isRead))
    : [];
}

/** The plain sources that an element has in any phase. */
export function steadySourcesOf(source: ElementSource): readonly SteadySource[] {
  return 'phases' in source ? source.phases : [source];
}

function keyOf(source: SteadySource): string {
  return 'constant' in source
    ? `constant ${source.constant}`
    : `${source.instance} ${source.element} ${source.delayCycles}`;
}
