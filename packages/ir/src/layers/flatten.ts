import { Type } from '@sinclair/typebox';
import { defineLayer } from './layer';

/** All elements in one row, row-major: `[a, b, ...]` to `[a b ...]`. */
export const flatten = defineLayer({
  kind: 'flatten',
  role: 'reshape',
  inputs: 1,
  config: Type.Object({}, { additionalProperties: false }),
  weights() {
    return {};
  },
  apply(k, [x]) {
    return k.reshape(x, [-1]);
  },
});
