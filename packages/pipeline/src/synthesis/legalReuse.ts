import { legalReuseFactors } from '@nx-codesign/hardware';
import { lower } from '@nx-codesign/ir';
import { readModel } from '../artefacts/networkFiles';
import type { StageContext } from '../stages/stage';

/** The reuse factors that a variant's network can be built with. */
export function legalReuseOf(reader: StageContext['reader'], variant: string): number[] {
  const { network, weights } = readModel(reader, 'hls-emit', variant);
  return legalReuseFactors(lower(network, weights));
}
