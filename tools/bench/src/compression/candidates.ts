import { bitOperations } from './counts';
import {
  goOn,
  goOnWithRanges,
  path,
  pathWithRanges,
  quantize,
  trainFloat,
  type Trained,
  type Workshop,
} from './course';
import { withFinerOutputs } from './withFinerOutputs';
import { deepSets } from './deepSets';
import { goals, type Base, type Entry, type Goal } from './goals';

/** A network that may be chosen. */
export interface Candidate extends Entry {
  readonly trained: Trained;
}

/** Steps behind the last one that keeps a goal: longer training brings some of them back. */
const stepsBehind = 3;

/** Activations of the smallest network that a bit is given back to, each set a candidate. */
const layersToWiden = [
  ['phi2_act', 'mean'],
  ['phi1_act', 'phi3_act', 'mean'],
  ['phi1_act', 'phi2_act', 'mean'],
];

/** Everything that the choice is among: one way of compressing for each goal. */
export async function candidatesOf(workshop: Workshop, base: Base): Promise<Candidate[]> {
  return [...(await atEqualAccuracy(workshop, base)), ...(await smallest(workshop, base))];
}

/** About the base's widths at 4-bit weights: units go, and from where the goal falls, longer training, then weights. */
async function atEqualAccuracy(workshop: Workshop, base: Base): Promise<Candidate[]> {
  const network = deepSets('variant', { phi: [32, 24, 24], rho: [24] }, { norm: 'batch' });
  const float = trainFloat(workshop, network, { epochs: 30, learningRate: 0.004 });
  const widths = { weightBits: 4, activationBits: 6 };
  const quantized = quantize(workshop, float, { ...widths, epochs: 20, learningRate: 0.003 });
  const units = { kind: 'structured', share: 0.15, steps: 9, minimumUnits: 4 } as const;
  const lengths = { epochs: 10, learningRate: 0.003 };
  const steps = await path(workshop, quantized, { methods: [units], maxLoss: 0.1, ...lengths });
  const found = [quantized, ...steps].map((step) => told('structured', step));
  for (const start of aroundGoal(found, base, goals.equal)) {
    const longer = goOn(workshop, start.trained, { epochs: 60, learningRate: 0.004 });
    found.push(told('longer', longer));
    if (longer.accuracy < base.validation - goals.equal.allowedLoss) break;
    const weights = { kind: 'unstructured', share: 0.15, steps: 3, rewind: 'none' } as const;
    const sparse = await path(workshop, longer, { methods: [weights], maxLoss: 0.02, ...lengths });
    found.push(...sparse.map((step) => told('unstructured', step)));
  }
  return found;
}

/**
 * A network of a smaller rho, which weighs more where each layer counts once, at fewer bits of activations: units go, and
 * the ranges of the activations are trained at every step. The first step with fewer operations than the goal asks for gets
 * a bit back in some activations.
 */
async function smallest(workshop: Workshop, base: Base): Promise<Candidate[]> {
  const network = deepSets('variant', { phi: [24, 16, 12], rho: [6] }, { norm: 'batch' });
  const float = trainFloat(workshop, network, { epochs: 20, learningRate: 0.004 });
  // The mean of 8 particles gains 3 bits.
  const activationBits = { phi1_act: 5, phi2_act: 5, phi3_act: 5, mean: 3, rho1_act: 5 };
  const lengths = { epochs: 15, learningRate: 0.003 };
  const fixedRanges = quantize(workshop, float, { weightBits: 4, activationBits, ...lengths });
  const quantized = goOnWithRanges(workshop, fixedRanges, { epochs: 20, learningRate: 0.003 });
  const units = { share: 0.15, steps: 8, minimumUnits: 3 };
  const steps = await pathWithRanges(workshop, quantized, { ...units, epochs: 12, learningRate: 0.004 });
  const found = [quantized, ...steps].map((step) => told('structured, ranges trained', step));
  const fewest = base.at8Bits.once / goals.small.times;
  for (const { trained, bops } of [...found]) {
    if (bops.once > fewest) continue;
    for (const layers of layersToWiden) {
      const wider = { ...trained, network: withFinerOutputs(trained.network, layers) };
      const longer = goOnWithRanges(workshop, wider, { epochs: 25, learningRate: 0.002 });
      found.push(told(`one bit more in ${layers.join(', ')}`, longer));
    }
    // Steps behind it lose more.
    break;
  }
  return found;
}

/** The last step of a path that keeps a goal, and some behind it. */
function aroundGoal(steps: readonly Candidate[], base: Base, { allowedLoss }: Goal): Candidate[] {
  const last = steps.findLastIndex(({ validation }) => validation >= base.validation - allowedLoss);
  return steps.slice(Math.max(0, last), last + 1 + stepsBehind);
}

/** A network as it is compared; its test accuracy is not measured yet. */
export function entryOf(name: string, { network, weights, accuracy }: Trained): Entry {
  const units = network.layers.flatMap(({ config }) => (config.units === undefined ? [] : [config.units]));
  const bops = bitOperations(network, weights);
  return { name, units: units.join('-'), validation: accuracy, bops };
}

function told(name: string, trained: Trained): Candidate {
  const entry = entryOf(name, trained);
  const { units, validation, bops } = entry;
  const [all, once] = [bops.all, bops.once].map(Math.round);
  process.stderr.write(
    `${name} ${units}: ${(100 * validation).toFixed(2)} %, ${all} BOPs, ${once} each layer once\n`,
  );
  return { ...entry, trained };
}
