import { CodesignError } from '../error';
import { suggestName } from '../nearestName';
import { activation } from './activation';
import { add } from './add';
import { aggregate } from './aggregate';
import { batchNorm } from './batchNorm';
import { conv1d } from './conv1d';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import type { Layer } from './layer';
import { multiply } from './multiply';
import { pool } from './pool';
import { reshape } from './reshape';

/** All layers by kind. */
export const layers: Readonly<Record<string, Layer>> = {
  dense,
  conv1d,
  conv2d,
  pool,
  aggregate,
  add,
  multiply,
  activation,
  batchNorm,
  dropout,
  flatten,
  reshape,
};

/** The layer of a kind. Throws `network.unknownLayer`, naming the nearest kind. */
export function layerOf(kind: string): Layer {
  if (Object.hasOwn(layers, kind)) return layers[kind];
  throw new CodesignError(
    'network.unknownLayer',
    `Unknown layer kind '${kind}'. ${suggestName(kind, Object.keys(layers))}`,
  );
}
