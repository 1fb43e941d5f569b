import type { Network } from '@nx-codesign/ir';

/** A network of layers, each reading the one before it, of 8-bit inputs from 0 to 1. */
export function chainOfLayers(shape: readonly number[], layers: readonly [kind: string, config: object][]): Network {
  return {
    name: 'net',
    input: { shape, format: { signed: false, integer: 0, fraction: 8 } },
    layers: layers.map(([kind, config], i) => ({
      ...{ kind, name: `l${i}`, inputs: [i === 0 ? 'input' : `l${i - 1}`] },
      config: { ...config },
    })),
    output: `l${layers.length - 1}`,
  };
}
