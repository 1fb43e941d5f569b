import type { Synthesized } from '../records/variants';

/**
 * The variant that stands for the study: the most accurate pruned network on the validation split, so that no
 * choice is made on the test split. Of equals the first.
 */
export function headlineOf<V extends Pick<Synthesized, 'variant'>>(variants: readonly V[]): V {
  const accuracy = ({ variant }: V) => variant.validation.pruned;
  return variants.reduce((best, each) => (accuracy(each) > accuracy(best) ? each : best));
}
