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
import { goals, type Base, type Entry } from './goals';

/** A network that may be chosen. */
export interface Candidate extends Entry {
  readonly trained: Trained;
}

/** Steps with at most this many times the operations that a goal asks for are trained longer: weights go as well. */
const nearGoal = 1.2;
const stepsTrainedLonger = 2;

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

/**
 * The base's widths at 4-bit weights: units go and the ranges of the activations are trained at every step. The first steps
 * near the goal's count are trained longer, with and then without their ranges, and lose weights.
 */
async function atEqualAccuracy(workshop: Workshop, base: Base): Promise<Candidate[]> {
  const network = deepSets('variant', { phi: [32, 32, 32], rho: [16] }, { norm: 'none' });
  const float = trainFloat(workshop, network, { epochs: 200, learningRate: 0.004 });
  // The mean of 8 particles gains 3 bits.
  const activationBits = { phi1_act: 6, phi2_act: 6, phi3_act: 6, mean: 5, rho1_act: 6 };
  const lengths = { epochs: 40, learningRate: 0.003 };
  const fixedRanges = quantize(workshop, float, { weightBits: 4, activationBits, ...lengths });
  const quantized = goOnWithRanges(workshop, fixedRanges, { epochs: 60, learningRate: 0.003 });
  const units = { share: 0.15, steps: 5, minimumUnits: 4 };
  const steps = await pathWithRanges(workshop, quantized, { ...units, ...lengths });
  const found = [quantized, ...steps].map((step) => told('structured, ranges trained', step));
  const near = (nearGoal * base.at8Bits.once) / goals.equal.times;
  for (const start of found.filter(({ bops }) => bops.once <= near).slice(0, stepsTrainedLonger)) {
    found.push(...(await trainedLonger(workshop, start.trained)));
  }
  return found;
}

async function trainedLonger(workshop: Workshop, start: Trained): Promise<Candidate[]> {
  const withRanges = goOnWithRanges(workshop, start, { epochs: 100, learningRate: 0.003 });
  const longer = goOn(workshop, withRanges, { epochs: 60, learningRate: 0.002 });
  const weights = { kind: 'unstructured', share: 0.12, steps: 3, rewind: 'none' } as const;
  const lengths = { epochs: 30, learningRate: 0.003 };
  const sparse = await path(workshop, longer, { methods: [weights], maxLoss: 0.03, ...lengths });
  return [told('longer', longer), ...sparse.map((step) => told('unstructured', step))];
}

/**
 * A network of a smaller rho, which weighs more where each layer counts once, at fewer bits of activations: units go, and
 * the ranges of the activations are trained at every step. The first step with fewer operations than the goal asks for gets
 * a bit back in some activations.
 */
async function smallest(workshop: Workshop, base: Base): Promise<Candidate[]> {
  const network = deepSets('variant', { phi: [24, 16, 12], rho: [6] }, { norm: 'batch' });
  const float = trainFloat(workshop, network, { epochs: 80, learningRate: 0.01 });
  const activationBits = { phi1_act: 5, phi2_act: 5, phi3_act: 5, mean: 3, rho1_act: 5 };
  const lengths = { epochs: 20, learningRate: 0.003 };
  const fixedRanges = quantize(workshop, float, { weightBits: 4, activationBits, ...lengths });
  const quantized = goOnWithRanges(workshop, fixedRanges, { epochs: 30, learningRate: 0.003 });
  const units = { share: 0.15, steps: 8, minimumUnits: 3 };
  const steps = await pathWithRanges(workshop, quantized, { ...units, epochs: 15, learningRate: 0.004 });
  const found = [quantized, ...steps].map((step) => told('structured, ranges trained', step));
  const fewest = base.at8Bits.once / goals.small.times;
  for (const { trained, bops } of [...found]) {
    if (bops.once > fewest) continue;
    for (const layers of layersToWiden) {
      const wider = { ...trained, network: withFinerOutputs(trained.network, layers) };
      const longer = goOnWithRanges(workshop, wider, { epochs: 50, learningRate: 0.002 });
      found.push(told(`one bit more in ${layers.join(', ')}`, longer));
    }
    // Steps behind it lose more.
    break;
  }
  return found;
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
