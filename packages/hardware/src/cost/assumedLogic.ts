import type { TableFunction } from '@nx-codesign/ir';
import { sharingFactor } from './calibration';
import type { MeanWeights } from './fitted/fittedModel';
import { noLogic, type GroupEstimate } from './groupEstimate';
import { tableLutsPerBit } from './tableLuts';
import { layerLevels } from './mixedTree';
import { roundedLog2 } from './roundedLog2';
import { power } from './roundedPower';
import { adderDelayNs } from '../pipelining/nodeDelay';
import type { DelayModel } from '../pipelining/delayModel';
import { treeLevels } from './treeShape';

/** What is assumed of all layers. */
export interface Assumed {
  readonly weightBits: number;
  readonly activationBits: number;
  readonly sparsity: number;
  /** By width. */
  readonly weights: Readonly<Record<number, MeanWeights>>;
  readonly model: DelayModel;
}

/** Logic at one position, and the mean bits of its results. */
export interface AssumedLogic {
  readonly logic: GroupEstimate;
  readonly bits: number;
}

const [narrowest, widest] = [2, 8];
/** Half of the terms meet one of the other sign, which takes a sign bit. */
const signBits = 0.5;
/** A quantised function reads at most this many bits. */
const mostAddressBits = 10;
/** Bits of a table's address beyond those of its result. */
const addressBitsBeyond = 2;

/**
 * A layer's sums, their bias included; of those outputs that something reads. `inputs` counts those that vary; an output
 * without weights is a constant.
 */
export function assumedMatvec(
  { inputs, outputs, bits }: { readonly inputs: number; readonly outputs: number; readonly bits: number },
  assumed: Assumed,
): AssumedLogic {
  const { weightBits, sparsity, model } = assumed;
  const density = 1 - sparsity;
  const { digits, magnitude } = assumed.weights[boundedBits(weightBits)];
  const wider = Math.max(0, weightBits - widest);
  const mean = inputs * density;
  const alive = 1 - power(1 - density, inputs);
  const weights = mean / Math.max(alive, 1e-9);
  const terms = weights * (digits + wider / 3);
  const sumBits = bits + roundedLog2(Math.max(1, weights * magnitude * 2 ** wider)) + 1;
  const facts = { outputs: outputs * alive, terms, digitsPerWeight: terms / Math.max(1, inputs), weightBits };
  const sharing = sharingFactor(facts, model.adderInputs);
  const shape = { terms: terms + 1, leafBits: bits + signBits, sumBits, shiftSpread: weightBits - 1 };
  const logic = treesOf({ ...shape, trees: outputs * alive }, model);
  return { bits: sumBits, logic: { ...logic, adderBits: sharing * logic.adderBits } };
}

function boundedBits(weightBits: number): number {
  return Math.min(widest, Math.max(narrowest, Math.round(weightBits)));
}

/** What an aggregation reads of each channel. */
interface Aggregated {
  /** That are put together at once; of `all` that the result is of. */
  readonly elements: number;
  readonly all: number;
  readonly channels: number;
  readonly bits: number;
}

/** The sum of each channel over some elements. */
export function assumedSum({ elements, all, channels, bits }: Aggregated, { model }: Assumed): AssumedLogic {
  const sumBits = bits + roundedLog2(all);
  const shape = { trees: channels, terms: elements, leafBits: bits, sumBits, shiftSpread: 0 };
  return { bits: sumBits, logic: treesOf(shape, model) };
}

/** The largest of each channel over some elements. */
export function assumedMax({ elements, channels, bits }: Aggregated, { model }: Assumed): AssumedLogic {
  const delayNs = adderDelayNs(bits, 2, model) + model.lutNs + model.netNs;
  const levels = Math.ceil(roundedLog2(elements));
  const steps = Array.from({ length: levels }, (_, level) => ({
    delayNs,
    liveBits: channels * bits * Math.ceil(elements / 2 ** (level + 1)),
  }));
  return { bits, logic: { ...noLogic, comparedBits: (elements - 1) * channels * bits, steps } };
}

/** The sum of two values. */
export function assumedAdd(
  { channels, bits }: { readonly channels: number; readonly bits: number },
  { model }: Assumed,
): AssumedLogic {
  const sumBits = bits + 1;
  const adderBits = channels * sumBits;
  const steps = [{ delayNs: adderDelayNs(sumBits, 2, model), liveBits: adderBits }];
  return { bits: sumBits, logic: { ...noLogic, adderBits, steps } };
}

/** The product of two values, rounded to the assumed width: a row of adder bits for each bit of the narrower one. */
export function assumedProduct(
  { channels, aBits, bBits }: { readonly channels: number; readonly aBits: number; readonly bBits: number },
  { activationBits, model }: Assumed,
): AssumedLogic {
  const [rows, bits] = [Math.min(aBits, bBits), Math.max(aBits, bBits)];
  const shape = { trees: channels, terms: rows, leafBits: bits, sumBits: bits + rows, shiftSpread: rows - 1 };
  return { bits: Math.min(activationBits, aBits + bBits), logic: rows > 1 ? treesOf(shape, model) : noLogic };
}

/** LUTs of a table per LUT of a full one: half of GELU is nearly a straight line or 0. Of the samples of the fit. */
const tableFill: Record<TableFunction, number> = { tanh: 1.1, sigmoid: 1.1, gelu: 0.45 };

/** An activation function that rounds to the assumed width. */
export function assumedSelection(
  {
    function: name,
    elements,
    bits,
  }: {
    readonly function: 'relu' | 'leakyRelu' | TableFunction;
    readonly elements: number;
    readonly bits: number;
  },
  { activationBits, model }: Assumed,
): AssumedLogic & { readonly addressBits: number } {
  const level = model.lutNs + model.netNs;
  const step = (levels: number) => ({ delayNs: levels * level, liveBits: elements * activationBits });
  const resultBits = elements * activationBits;
  if (name !== 'relu' && name !== 'leakyRelu') {
    const addressBits = Math.min(mostAddressBits, bits, activationBits + addressBitsBeyond);
    const luts = tableFill[name] * resultBits * tableLutsPerBit(addressBits, model.lutInputs);
    const levels = 1 + Math.max(0, Math.ceil((addressBits - model.lutInputs) / 2));
    const logic = {
      ...noLogic,
      tableLuts: luts,
      selectedBits: elements * addressBits,
      steps: [step(2), step(levels)],
    };
    return { bits: activationBits, addressBits, logic };
  }
  // A leaky slope selects first, then both clamp.
  const selections = name === 'relu' ? 1 : 2;
  const logic = { ...noLogic, selectedBits: selections * resultBits, steps: [step(2)] };
  return { bits: activationBits, addressBits: 0, logic };
}

function treesOf(
  shape: {
    readonly trees: number;
    readonly terms: number;
    readonly leafBits: number;
    readonly sumBits: number;
    readonly shiftSpread: number;
  },
  model: DelayModel,
): GroupEstimate {
  const { trees, ...facts } = shape;
  const levels = layerLevels([Math.max(1, Math.round(facts.terms))], model.adderInputs);
  const tree = treeLevels(
    { ...facts, terms: Math.max(1, Math.round(facts.terms)), levels },
    model.adderInputs,
  );
  return {
    ...noLogic,
    adderBits: trees * tree.reduce((bits, level) => bits + level.adders * level.bits, 0),
    steps: tree.map(({ bits, inputs, sums, width }) => ({
      delayNs: adderDelayNs(bits, inputs, model),
      liveBits: trees * sums * width,
    })),
  };
}
