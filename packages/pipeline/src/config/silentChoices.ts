import { mostReuse } from './slices/device';

/**
 * Fills in what a study leaves out and no default of a single key can say: the family of the search space is mlp, a
 * regression is searched for distance where a classification is for accuracy, and `search` and `prune` estimate for the
 * reuse factor of `hlsEmit`. The rest of the value stays as it is.
 */
export function withSilentChoices(value: unknown): unknown {
  return isObject(value) ? withReuse(withSearchChoices(value)) : value;
}

function withSearchChoices(value: Record<string, unknown>): Record<string, unknown> {
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

/** The one number that the study states; a wrong one is reported where it stands. */
function withReuse(value: Record<string, unknown>): Record<string, unknown> {
  const { hlsEmit = {}, search, prune = {} } = value;
  if (!isObject(hlsEmit) || !isObject(search) || !isObject(prune)) return value;
  const { assume = {} } = search;
  const { reuseFactor } = hlsEmit;
  if (!isObject(assume) || !isReuseFactor(reuseFactor)) return value;
  return {
    ...value,
    search: { ...search, assume: { reuseFactor, ...assume } },
    prune: { reuseFactor, ...prune },
  };
}

function isReuseFactor(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostReuse;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
