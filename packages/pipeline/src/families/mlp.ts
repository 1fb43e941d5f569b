import { Type } from '@sinclair/typebox';
import { chain, outputLayer } from './chain';
import { bounds, counts, mostLayers, mostUnits, type NumberChoices } from './choices';
import { defineFamily } from './defineFamily';
import { stackGenes, stackLayers, stackStyles, type DenseStack } from './denseStack';
import { styleGenes, styleKeyOf, styleKeys, type Layer, type StyledLayer } from './styles';
import { trainingChoices } from './trainingGenes';

const hidden: DenseStack = { layer: 'dense', depth: 'depth', width: 'width' };

const layerWidths = Type.Optional(
  Type.Array(
    Type.Array(Type.Integer({ minimum: 1, maximum: mostUnits }), { minItems: 1, uniqueItems: true }),
    {
      minItems: 1,
      maxItems: mostLayers,
      description:
        'Units of hidden layer 1, 2, ..., a list of choices each, in place of widths; further layers take the last list.',
    },
  ),
);

/**
 * Dense layers in a row: `depth` hidden layers, each with its own width. Genes: `depth`, `width1` ... (each only where
 * the depth reaches it), and the styles.
 */
export const mlp = defineFamily({
  name: 'mlp',
  config: Type.Object(
    {
      family: Type.Literal('mlp', {
        default: 'mlp',
        description: 'mlp: dense layers in a row; inputs with more axes are flattened.',
      }),
      depth: bounds({ least: 0, most: mostLayers }, [1, 3], 'Fewest and most hidden layers.'),
      widths: counts(
        mostUnits,
        [8, 16, 32, 64],
        'Units that a hidden layer may have; each layer chooses its own.',
      ),
      layerWidths,
      ...styleKeys,
      training: trainingChoices,
    },
    { additionalProperties: false, description: 'Multilayer perceptrons.' },
  ),
  bounds: ['depth'],
  space(config) {
    return {
      ...stackGenes(hidden, config.depth, (layer) => widthsOf(config, layer)),
      ...styleGenes(config, hiddenOf(config)),
    };
  },
  hiddenLayers(config) {
    return hiddenOf(config);
  },
  keyOf(gene) {
    return gene.startsWith('width') ? 'widths' : (styleKeyOf(gene) ?? 'depth');
  },
  mayMove(gene) {
    return /^(depth|width\d+)$/.test(gene);
  },
  misfit() {
    return undefined;
  },
  sharedPositions() {
    return 1;
  },
  build(_config, genotype, frame) {
    const layers: Layer[] = [
      ...(frame.inputShape.length > 1 ? [{ kind: 'flatten', name: 'flatten', config: {} }] : []),
      ...stackLayers(hidden, genotype),
      outputLayer(frame),
    ];
    return chain('mlp', layers, { shape: frame.inputShape, format: frame.inputFormat });
  },
});

function hiddenOf({ depth }: { depth: number[] }): StyledLayer[] {
  return stackStyles(hidden, depth[1]);
}

function widthsOf(
  { widths, layerWidths: own }: { widths: NumberChoices; layerWidths?: number[][] },
  layer: number,
): NumberChoices {
  return own?.[Math.min(layer, own.length) - 1] ?? widths;
}
