import type { Genotype, Space } from '@nx-codesign/search';
import { numberParameter, type NumberChoices } from './choices';
import { styled, type Layer, type StyledLayer, type StyleNames } from './styles';

/** Names of a row of hidden dense layers: of the layers, and of the genes of their number and widths. */
export interface DenseStack {
  readonly layer: string;
  readonly depth: string;
  readonly width: string;
}

/** 1, 2, ..., most. */
export function numbered(most: number): number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}

/** Genes of a stack: how many layers, and the width of each, which is there only where the depth reaches it. */
export function stackGenes(
  { depth, width }: DenseStack,
  [low, high]: readonly number[],
  widthsOf: (layer: number) => NumberChoices,
): Space {
  const widths = numbered(high).map((layer): [string, Space[string]] => [
    `${width}${layer}`,
    { ...numberParameter(widthsOf(layer), 'integer'), when: { parameter: depth, atLeast: layer } },
  ]);
  return { [depth]: { kind: 'integer', low, high }, ...Object.fromEntries(widths) };
}

/** The layers of a stack that may have styles of their own. */
export function stackStyles({ layer, depth }: DenseStack, most: number): StyledLayer[] {
  return numbered(most).map((index) => ({
    name: `${layer}${index}`,
    when: { parameter: depth, atLeast: index },
  }));
}

/** The layers that a genotype gives a stack, each with its style. */
export function stackLayers({ layer, depth, width }: DenseStack, genotype: Genotype): Layer[] {
  return numbered(Number(genotype[depth])).flatMap((index) =>
    styled(
      { kind: 'dense', name: `${layer}${index}`, config: { units: Number(genotype[`${width}${index}`]) } },
      genotype,
      stackNames(layer, index),
    ),
  );
}

/** `norm1` and `relu1` behind `dense1`, `phiNorm1` and `phiRelu1` behind `phi1`. */
export function stackNames(layer: string, index: number | ''): StyleNames {
  const prefix = layer === 'dense' ? '' : layer;
  const named = (what: string) =>
    `${prefix}${prefix === '' ? what : what[0].toUpperCase() + what.slice(1)}${index}`;
  return { norm: named('norm'), activation: named, dropout: named('dropout') };
}
