import type { Condition, Parameter, Space, When } from '@nx-codesign/search';
import type { Table } from './table';

/**
 * Every gene of a search space with its kind, its choices or bounds, and when it exists. Genes that differ in a number
 * of their name only, as `width1` and `width2`, share a row.
 */
export function spaceTable(space: Space): Table {
  const groups = new Map<string, [string, Space[string]][]>();
  for (const [gene, parameter] of Object.entries(space)) {
    const key = `${gene.replace(/\d+/g, '#')} ${valuesOf(parameter)}`;
    groups.set(key, [...(groups.get(key) ?? []), [gene, parameter]]);
  }
  return {
    title: 'Search space',
    content: 'words',
    columns: ['choice', 'kind', 'values', 'where'],
    rows: [...groups.values()].map((genes) => [
      span(genes.map(([gene]) => gene)),
      genes[0][1].kind,
      valuesOf(genes[0][1]),
      span(genes.map(([, { when }]) => conditionText(when))),
    ]),
  };
}

/** The choices, or the bounds with scale and step. */
export function valuesOf(parameter: Parameter): string {
  if (parameter.kind === 'categorical') return parameter.choices.map(String).join(', ');
  const { low, high, log } = parameter;
  const step = parameter.kind === 'integer' && parameter.step ? `, in steps of ${parameter.step}` : '';
  return `${low} to ${high}${step}${log ? ', logarithmic' : ''}`;
}

/** `depth >= 2`, `block2 is conv`; empty for a gene that is always there. */
export function conditionText(when: When | undefined): string {
  const conditions: readonly Condition[] = when === undefined ? [] : [when].flat();
  return conditions
    .map(({ parameter, oneOf, atLeast }) =>
      [
        ...(oneOf ? [`${parameter} is ${oneOf.map(String).join(' or ')}`] : []),
        ...(atLeast === undefined ? [] : [`${parameter} >= ${atLeast}`]),
      ].join(' and '),
    )
    .join(' and ');
}

/** The first and the last of several texts; one where all are alike. */
function span(texts: readonly string[]): string {
  const [first, last] = [texts[0], texts[texts.length - 1]];
  if (texts.every((text) => text === first)) return first;
  return `${first || 'always'} ... ${last}`;
}
