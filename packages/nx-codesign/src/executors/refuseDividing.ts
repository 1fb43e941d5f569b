import { CodesignError, isDivided, placeOf, type CodesignConfig, type StepName } from '@nx-codesign/pipeline';

/** Keys of the search that only its merge reads, see `shardFields`. */
const mergeOnly: readonly string[] = ['variants', 'allowedLoss'];

/**
 * Refuses options of a target that would let the shards of a search by islands and their merge differ: each is a target
 * of its own, and knows codesign.json alone. Throws `search.options`.
 */
export function refuseDividing(
  step: StepName,
  overrides: Readonly<Record<string, unknown>>,
  { search: { algorithm } }: Pick<CodesignConfig, 'search'>,
): void {
  const isShard = placeOf(step) !== undefined;
  if (!isShard && !(step === 'search' && isDivided(algorithm))) return;
  const keys = Object.keys(overrides).filter((key) => isShard || !mergeOnly.includes(key));
  if (keys.length === 0) return;
  const { islands, rounds } = algorithm;
  throw new CodesignError(
    'search.options',
    `The target ${step} has the options ${keys.join(', ')}, but the search is divided into ${islands} islands x ${rounds} rounds, whose other targets would not know them; expected options of \`search\` among ${mergeOnly.join(', ')}. Write ${keys.map((key) => `search.${key}`).join(', ')} into codesign.json`,
  );
}
