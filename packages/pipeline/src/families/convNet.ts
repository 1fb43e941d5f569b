import { Type } from '@sinclair/typebox';
import type { Genotype, Parameter, Space } from '@nx-codesign/search';
import { chain, outputLayer } from './chain';
import {
  bounds,
  counts,
  mostLayers,
  mostUnits,
  nameChoices,
  numberParameter,
  type NumberChoices,
} from './choices';
import { defineFamily } from './defineFamily';
import { numbered, stackGenes, stackLayers, stackNames, stackStyles, type DenseStack } from './denseStack';
import { styled, styleGenes, styleKeyOf, styleKeys, type Layer, type StyledLayer } from './styles';
import { trainingChoices } from './trainingGenes';

const head: DenseStack = { layer: 'dense', depth: 'depth', width: 'width' };

/** Height and width. */
type Image = readonly [number, number];

/** Window and step of a pooling. */
const poolSize = 2;

/** Genes of a block beside `block`, by the key that their choices come from. */
const blockGenes = {
  channels: 'channels',
  kernel: 'kernels',
  stride: 'strides',
  padding: 'paddings',
  pooling: 'poolings',
} as const;

/**
 * Blocks of convolutions, then dense layers: each block is a convolution with norm, activation and pooling, or is not
 * there (the hierarchical space of NAC, arXiv:2501.05515, without its attention). A window without padding that is
 * larger than its input gets padding, a pooling without two rows and columns is left out; so every genotype is a network.
 */
export const convNet = defineFamily({
  name: 'convNet',
  config: Type.Object(
    {
      family: Type.Literal('convNet', {
        description:
          'convNet: blocks of convolutions, then dense layers; inputs are [height, width] or [height, width, channels].',
      }),
      blocks: bounds({ least: 1, most: mostLayers }, [1, 3], 'Fewest and most blocks of convolutions.'),
      channels: counts(mostUnits, [4, 8, 16], 'Channels that a block may have.'),
      kernels: Type.Array(Type.Unsafe<1 | 3 | 5>({ type: 'integer', enum: [1, 3, 5] }), {
        minItems: 1,
        uniqueItems: true,
        default: [1, 3],
        description: 'Heights and widths that the window of a convolution may have: 1, 3, 5.',
      }),
      strides: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), {
        minItems: 1,
        uniqueItems: true,
        default: [1],
        description: 'Steps that a window may take.',
      }),
      paddings: nameChoices(['valid', 'same'], {
        standard: ['valid'],
        item: 'A padding.',
        description: 'valid: only windows inside the image; same: zeros around it.',
      }),
      poolings: nameChoices(['none', 'max', 'average'], {
        standard: ['none', 'max'],
        item: 'A pooling.',
        description: 'Pooling of 2 x 2 windows after a block.',
      }),
      depth: bounds(
        { least: 0, most: mostLayers },
        [0, 2],
        'Fewest and most hidden dense layers after the blocks.',
      ),
      widths: counts(mostUnits, [8, 16, 32], 'Units that a hidden dense layer may have.'),
      ...styleKeys,
      training: trainingChoices,
    },
    { additionalProperties: false, description: 'Convolutional networks.' },
  ),
  bounds: ['blocks', 'depth'],
  space(config) {
    const [fewest, most] = config.blocks;
    const blocks = numbered(most).map((block) => ({ block, when: whenThere(block, fewest) }));
    const genes = blocks.flatMap(({ block, when }): [string, Space[string]][] => [
      ...(when
        ? [[when.parameter, { kind: 'categorical', choices: ['conv', 'none'] }] as [string, Space[string]]]
        : []),
      ...Object.entries(blockGenes).map(([gene, key]): [string, Space[string]] => [
        `${gene}${block}`,
        { ...blockParameter(config[key]), ...(when && { when }) },
      ]),
    ]);
    return {
      ...Object.fromEntries(genes),
      ...stackGenes(head, config.depth, () => config.widths),
      ...styleGenes(config, hiddenOf(config)),
    };
  },
  hiddenLayers(config) {
    return hiddenOf(config);
  },
  keyOf(gene) {
    const [, name] = /^([a-z]+)\d+$/.exec(gene) ?? [];
    if (name === 'block') return 'blocks';
    if (name === 'width') return 'widths';
    return (blockGenes as Readonly<Record<string, string>>)[name] ?? styleKeyOf(gene) ?? gene;
  },
  mayMove(gene) {
    return /^((block|channels|kernel|width)\d+|depth)$/.test(gene);
  },
  misfit(inputShape) {
    return [2, 3].includes(inputShape.length) ? undefined : '[height, width] or [height, width, channels]';
  },
  sharedPositions([height, width]) {
    return height * width;
  },
  build(config, genotype, frame) {
    const [height, width, channels = 1] = frame.inputShape;
    const layers: Layer[] = [];
    let image: Image = [height, width];
    // Blocks are numbered as they follow each other, so that a missing one leaves no trace.
    let place = 0;
    for (const block of numbered(config.blocks[1])) {
      if (!(`channels${block}` in genotype)) continue;
      const made = blockOf(genotype, { block, place: ++place, image });
      layers.push(...made.layers);
      image = made.image;
    }
    layers.push({ kind: 'flatten', name: 'flatten', config: {} });
    layers.push(...stackLayers(head, genotype), outputLayer(frame));
    return chain('convNet', layers, { shape: [height, width, channels], format: frame.inputFormat });
  },
});

/** The convolutions bear the numbers of their blocks, those that are there follow each other. */
function hiddenOf({ blocks: [fewest, most], depth }: Record<'blocks' | 'depth', number[]>): StyledLayer[] {
  const blocks = numbered(most).map((block) => ({ name: `conv${block}`, when: whenThere(block, fewest) }));
  return [...blocks, ...stackStyles(head, depth[1])];
}

function blockParameter(choices: NumberChoices | readonly string[]): Parameter {
  const isNames = Array.isArray(choices) && typeof choices[0] === 'string';
  if (isNames) return { kind: 'categorical', choices: choices as readonly (string | number)[] };
  return numberParameter(choices as NumberChoices, 'integer');
}

/** A block that may be missing is there where its gene says so. */
function whenThere(block: number, fewest: number) {
  return block <= fewest ? undefined : ({ parameter: `block${block}`, oneOf: ['conv'] } as const);
}

/** The layers of a block and the image that they leave. */
function blockOf(
  genotype: Genotype,
  { block, place, image }: { block: number; place: number; image: Image },
): { layers: Layer[]; image: Image } {
  const [kernel, stride] = [Number(genotype[`kernel${block}`]), Number(genotype[`stride${block}`])];
  const fits = image.every((extent) => extent >= kernel);
  const padding = genotype[`padding${block}`] === 'valid' && fits ? 'valid' : 'same';
  const config = {
    filters: Number(genotype[`channels${block}`]),
    size: [kernel, kernel],
    ...(stride > 1 && { strides: [stride, stride] }),
    // A window of one pixel needs none.
    ...(padding === 'same' && kernel > 1 && { padding }),
  };
  const after = image.map((extent) =>
    padding === 'same' ? Math.ceil(extent / stride) : Math.floor((extent - kernel) / stride) + 1,
  );
  const layers = styled({ kind: 'conv2d', name: `conv${place}`, config }, genotype, {
    ...stackNames('conv', place),
    genes: `conv${block}`,
    dropout: undefined,
  });
  const pooling = String(genotype[`pooling${block}`]);
  const [rows, columns] = after;
  if (pooling === 'none' || rows < poolSize || columns < poolSize) return { layers, image: [rows, columns] };
  const pool = { function: pooling, size: [poolSize, poolSize] };
  return {
    layers: [...layers, { kind: 'pool', name: `pool${place}`, config: pool }],
    image: [Math.floor(rows / poolSize), Math.floor(columns / poolSize)],
  };
}
