import type { Network, Tensor, Weights } from '../network';
import type { Program, ValueId } from '../program';
import { elementsOf, positionsOf } from '../shapes';
import { trace } from '../trace';
import { checkWeights } from '../weightShapes';
import { bopsOf, productBopsOf } from './bops';
import { isQuantised, quantisedCosts } from './quantisedWidths';

/** Widths at which a float network is counted. */
export interface AssumedWidths {
  readonly weightBits: number;
  readonly activationBits: number;
}

export interface LayerCosts {
  readonly name: string;
  /** Non-zero weights and biases. */
  readonly parameters: number;
  readonly bops: number;
  /** Of quantised networks only. */
  readonly ebops?: number;
}

export interface NetworkCosts {
  /** The layers that multiply, in the network's order. */
  readonly layers: readonly LayerCosts[];
  readonly parameters: number;
  readonly bops: number;
  readonly ebops?: number;
}

/** Width of a float's weights and activations where nothing is assumed. */
const floatWidths: AssumedWidths = { weightBits: 32, activationBits: 32 };

/**
 * The cost measures of a model: non-zero parameters, bit operations (`bopsOf`) and, for a quantised network, effective
 * bit operations (`ebopsOf`). A network that lacks a format is a float network and counted at the assumed widths, 32
 * bits if silent. Batch normalisation counts nothing: it is folded. A mean over a number of values that is no power of two
 * multiplies by a constant, which counts in EBOPs only; the sum of two layers counts nothing, their product the widths of
 * its factors times each other (`productBopsOf`, `productEbopsOf`), one product after the other where there are more. Throws what `checkWeights` and `lower` throw.
 */
export function costsOf(
  network: Network,
  weights: Weights,
  assume: AssumedWidths = floatWidths,
): NetworkCosts {
  checkWeights(network, weights);
  const program = trace(network);
  const quantised = isQuantised(program) ? quantisedCosts(program, weights) : undefined;
  const assumed = { weightBits: [assume.weightBits], activationBits: [assume.activationBits] };
  const assumedFactors = [assumed.activationBits, assumed.activationBits] as const;
  const costs = program.operations.flatMap((operation, id): LayerCosts[] => {
    const { widths = assumed, factorBits = assumedFactors, ebops } = quantised?.get(id) ?? {};
    const measured = ebops !== undefined && { ebops };
    if (operation.kind === 'scale' && ebops) {
      return [{ name: operation.layer, parameters: 0, bops: 0, ebops }];
    }
    if (operation.kind === 'multiply') {
      const bops = productBopsOf(elementsOf(operation.shape), factorBits);
      return [{ name: operation.layer, parameters: 0, bops, ...measured }];
    }
    if (operation.kind !== 'matvec') return [];
    const kernel = weightOf(program, weights, operation.kernel)!;
    const [inputs, outputs] = kernel.shape;
    const positions = positionsOf(operation.shape);
    const bops = bopsOf({ inputs, outputs, positions, weights: kernel.data }, widths);
    const parameters = nonZeros(kernel) + addedParameters(program, weights, id);
    return [{ name: operation.layer, parameters, bops, ...measured }];
  });
  const layers = inOneEach(costs);
  return {
    layers,
    parameters: sum(layers.map(({ parameters }) => parameters)),
    bops: sum(layers.map(({ bops }) => bops)),
    ...(quantised !== undefined && { ebops: sum(layers.map(({ ebops }) => ebops ?? 0)) }),
  };
}

/** The costs of a layer that multiplies more than once, a product of three values, as one. */
function inOneEach(costs: readonly LayerCosts[]): LayerCosts[] {
  const layers: LayerCosts[] = [];
  for (const each of costs) {
    const last = layers.at(-1);
    if (last?.name !== each.name) layers.push(each);
    else
      layers[layers.length - 1] = {
        ...last,
        parameters: last.parameters + each.parameters,
        bops: last.bops + each.bops,
        ...(each.ebops !== undefined && { ebops: (last.ebops ?? 0) + each.ebops }),
      };
  }
  return layers;
}

/** Non-zero constants that are added to a product. */
function addedParameters(program: Program, weights: Weights, product: ValueId): number {
  const added = program.operations.flatMap((operation) => {
    if (operation.kind !== 'add') return [];
    if (operation.a === product) return [operation.b];
    return operation.b === product ? [operation.a] : [];
  });
  const tensors = added.map((id) => weightOf(program, weights, id)).filter((tensor) => tensor !== undefined);
  return sum(tensors.map(nonZeros));
}

/** The weight tensor that a value is, with or without a format. */
function weightOf({ operations, output }: Program, weights: Weights, id: ValueId): Tensor | undefined {
  const operation = operations[id];
  if (operation.kind === 'constant') return weights[operation.tensor];
  return operation.kind === 'quantize' ? weightOf({ operations, output }, weights, operation.x) : undefined;
}

function nonZeros({ data }: Tensor): number {
  return data.reduce((count, value) => (value === 0 ? count : count + 1), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
