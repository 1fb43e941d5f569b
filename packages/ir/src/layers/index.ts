import { CodesignError } from '../error';
import { suggestName } from '../nearestName';
import { activation } from './activation';
import { batchNorm } from './batchNorm';
import { dense } from './dense';
import { flatten } from './flatten';
import type { Layer } from './layer';

/** All layers by kind. */
export const layers: Readonly<Record<string, Layer>> = { dense, activation, batchNorm, flatten };

/** The layer of a kind. Throws `network.unknownLayer`, naming the nearest kind. */
export function layerOf(kind: string): Layer {
  if (Object.hasOwn(layers, kind)) return layers[kind];
  throw new CodesignError(
    'network.unknownLayer',
    `Unknown layer kind '${kind}'. ${suggestName(kind, Object.keys(layers))}`,
  );
}
