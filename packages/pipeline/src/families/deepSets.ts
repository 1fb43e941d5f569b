import { Type } from '@sinclair/typebox';
import { chain, outputLayer } from './chain';
import { bounds, counts, mostLayers, mostUnits, nameChoices, numberParameter } from './choices';
import { defineFamily } from './defineFamily';
import { stackGenes, stackLayers, stackNames, stackStyles, type DenseStack } from './denseStack';
import { styled, styleGenes, styleKeyOf, styleKeys, type StyledLayer } from './styles';
import { trainingChoices } from './trainingGenes';

const phi: DenseStack = { layer: 'phi', depth: 'phiDepth', width: 'phiWidth' };
const rho: DenseStack = { layer: 'rho', depth: 'rhoDepth', width: 'rhoWidth' };
const bottleneck = 'bottleneck';

/**
 * Deep Sets (Zaheer et al. 2017, arXiv:1703.06114, section 3): phi, dense layers that see one particle each, the last
 * of them the bottleneck; an aggregation over the particles; rho, dense layers on its result. The order of the
 * particles does not matter.
 */
export const deepSets = defineFamily({
  name: 'deepSets',
  config: Type.Object(
    {
      family: Type.Literal('deepSets', {
        description:
          'deepSets: dense layers on each particle (phi), an aggregation over the particles, dense layers (rho); inputs are [particles, features].',
      }),
      phiDepth: bounds(
        { least: 0, most: mostLayers },
        [0, 2],
        'Fewest and most layers of phi before the bottleneck.',
      ),
      phiWidths: counts(mostUnits, [8, 16, 32, 64], 'Units that a layer of phi may have.'),
      bottlenecks: counts(
        mostUnits,
        [8, 16, 32],
        'Units that the last layer of phi may have: as many numbers describe the whole set.',
      ),
      aggregations: nameChoices(['mean', 'max', 'sum'], {
        standard: ['mean', 'max'],
        item: 'An aggregation.',
        description: 'Aggregations over the particles.',
      }),
      rhoDepth: bounds({ least: 0, most: mostLayers }, [0, 2], 'Fewest and most hidden layers of rho.'),
      rhoWidths: counts(mostUnits, [8, 16, 32, 64], 'Units that a hidden layer of rho may have.'),
      ...styleKeys,
      training: trainingChoices,
    },
    { additionalProperties: false, description: 'Deep Sets.' },
  ),
  bounds: ['phiDepth', 'rhoDepth'],
  space(config) {
    return {
      ...stackGenes(phi, config.phiDepth, () => config.phiWidths),
      [bottleneck]: numberParameter(config.bottlenecks, 'integer'),
      aggregation: { kind: 'categorical', choices: config.aggregations },
      ...stackGenes(rho, config.rhoDepth, () => config.rhoWidths),
      ...styleGenes(config, hiddenOf(config)),
    };
  },
  hiddenLayers(config) {
    return hiddenOf(config);
  },
  keyOf(gene) {
    if (gene === bottleneck || gene === 'aggregation') return `${gene}s`;
    return styleKeyOf(gene) ?? gene.replace(/Width\d+$/, 'Widths');
  },
  mayMove(gene) {
    return /^((phi|rho)(Depth|Width\d+)|bottleneck)$/.test(gene);
  },
  misfit(inputShape) {
    return inputShape.length === 2 ? undefined : '[particles, features]';
  },
  sharedPositions([particles]) {
    return particles;
  },
  build(_config, genotype, frame) {
    const { inputShape: shape, inputFormat: format } = frame;
    const layers = [
      ...stackLayers(phi, genotype),
      ...styled(
        { kind: 'dense', name: bottleneck, config: { units: Number(genotype[bottleneck]) } },
        genotype,
        // The numbers that describe the set are dropped for none of its particles.
        { ...stackNames(bottleneck, ''), dropout: undefined },
      ),
      { kind: 'aggregate', name: 'aggregate', config: { function: String(genotype['aggregation']) } },
      ...stackLayers(rho, genotype),
      outputLayer(frame),
    ];
    return chain('deepSets', layers, { shape, format });
  },
});

function hiddenOf({ phiDepth, rhoDepth }: Record<'phiDepth' | 'rhoDepth', number[]>): StyledLayer[] {
  return [...stackStyles(phi, phiDepth[1]), { name: bottleneck }, ...stackStyles(rho, rhoDepth[1])];
}
