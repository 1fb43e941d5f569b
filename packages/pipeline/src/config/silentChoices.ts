/**
 * Fills in what a study leaves out and no default of a single key can say: the family of the search space is mlp, and
 * a regression is searched for distance where a classification is for accuracy. The rest of the value stays as it is.
 */
export function withSilentChoices(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { search = {} } = value;
  if (!isObject(search)) return value;
  const { space = {} } = search;
  const silent = value['task'] === 'regression' && search['objectives'] === undefined;
  return {
    ...value,
    search: {
      ...search,
      ...(silent && { objectives: ['distance', 'ebops'] }),
      space: isObject(space) ? { family: 'mlp', ...space } : space,
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
