import { elementsOf, positionsOf, trace, widthOf, type Network, type Operation } from '@nx-codesign/ir';
import { findPart } from '../parts/findPart';
import { delayModelOf } from '../pipelining/delayModel';
import { aliveShares, type AliveShare } from './aliveShares';
import { power } from './roundedPower';
import { assumedStream, elementsKept, instancesOf, positionsKept, type AssumedStream } from './assumedStream';
import { readShares, type ReadShare } from './readShares';
import {
  assumedAdd,
  assumedMatvec,
  assumedMax,
  assumedProduct,
  assumedSelection,
  assumedSum,
  type Assumed,
  type AssumedLogic,
} from './assumedLogic';
import { costOfGroups, type ExpectedDesign, type PlacedEstimate } from './costOfGroups';
import type { CostEstimate, DeviceOptions } from './costEstimate';
import { estimatePipeline } from './estimatePipeline';
import { inSequence, noLogic, type GroupEstimate } from './groupEstimate';
import { featuresOf, type AssumedFeatureValues } from './assumedFeatures';
import { corrected } from './correctAssumed';
import { assumedWeights } from './fitted/assumedWeights';
import type { Facts } from './fitted/range';

/** What is assumed of a float network, and the device. */
export interface NetworkAssumptions extends DeviceOptions {
  /** Width of all weights, sign included. */
  readonly weightBits: number;
  /** Width of the activations. */
  readonly activationBits: number;
  /** Share of the weights that are zero once they are rounded. */
  readonly sparsity: number;
  /** Cycles from one vector to the next, see `DesignOptions`; 1 if absent. */
  readonly reuseFactor?: number;
}

/**
 * Estimates a float network by its layers alone, without weights: each layer has the mean number of signed digits of
 * rounded weights of the assumed width. In time linear in the number of layers. Throws `part.unknown`,
 * `hardware.reuseFactor` and what `trace` throws.
 */
export function estimateNetwork(network: Network, options: NetworkAssumptions): CostEstimate {
  return costOfGroups(expectedOfNetwork(network, options), options);
}

/** What `estimateNetwork` expects of each group of layers, before a family's fitted numbers. */
export function expectedOfNetwork(
  network: Network,
  options: NetworkAssumptions,
  weights = assumedWeights,
): ExpectedDesign {
  const { design, features } = uncorrectedOfNetwork(network, options, weights);
  return corrected(design, features);
}

/** The same before what mean layers leave out is corrected, and what that depends on. */
export function uncorrectedOfNetwork(
  network: Network,
  options: NetworkAssumptions,
  weights = assumedWeights,
): { readonly design: ExpectedDesign; readonly features: AssumedFeatureValues } {
  const { operations, output } = trace(network);
  const density = 1 - options.sparsity;
  const alive = aliveShares(operations, density);
  const { reuseFactor = 1, clockPeriodNs } = options;
  const stream = assumedStream(operations, { reuseFactor, name: network.name });
  const walk = new NetworkWalk(
    { operations, weights, options, stream },
    { alive, read: readShares(operations, { output, density, alive }) },
  );
  operations.forEach((operation) => walk.add(operation));
  // The last positions of a vector come so much later.
  const latencyCycles = walk.close(output) + reuseFactor - 1;
  const products = network.layers.filter(({ kind }) => kind === 'multiply').length;
  const facts = { ...walk.facts, products, reuseFactor, clockPeriodNs };
  const design = { groups: walk.groups, latencyCycles, facts };
  return { design, features: featuresOf(operations, design, options) };
}

/** What is known of a value. */
interface Value {
  readonly shape: readonly number[];
  /** Mean bits of an element that varies. */
  readonly bits: number;
  /** Cycles until it is there, without the group that is still open. */
  readonly cycles: number;
  /** The group that gives it, while others may join. */
  readonly open?: { readonly parts: readonly GroupEstimate[]; readonly positions: number };
}

/** Goes through the operations and closes groups as `partition` does. */
class NetworkWalk {
  readonly groups: PlacedEstimate[] = [];
  readonly facts: Record<Exclude<keyof Facts, 'reuseFactor' | 'clockPeriodNs'>, number> = {
    ...{ inputs: 0, outputs: 0, inputBits: 0, sumBits: 0, tableAddressBits: 0, positions: 1 },
  };
  private readonly values: Value[] = [];
  private readonly shapes: readonly Operation[];
  private readonly options: NetworkAssumptions;
  private readonly assumed: Assumed;
  private readonly stream: AssumedStream;

  constructor(
    context: {
      readonly operations: readonly Operation[];
      readonly options: NetworkAssumptions;
      readonly weights: Assumed['weights'];
      readonly stream: AssumedStream;
    },
    /** By value: how much of it varies, and how much something reads. */
    private readonly shares: { readonly alive: readonly AliveShare[]; readonly read: readonly ReadShare[] },
  ) {
    const { operations, options, weights, stream } = context;
    this.shapes = operations;
    this.stream = stream;
    this.options = options;
    this.assumed = { ...options, weights, model: delayModelOf(findPart(options.part)) };
  }

  add(operation: Operation): void {
    this.values.push(this.valueOf(operation, this.values.length));
  }

  private valueOf(operation: Operation, id: number): Value {
    const { shape } = operation;
    switch (operation.kind) {
      case 'input':
        return { shape, bits: widthOf(operation.format), cycles: 0 };
      case 'constant':
        return { shape, bits: 0, cycles: 0 };
      case 'matvec': {
        const [inputs, outputs] = this.values[operation.kernel].shape;
        return this.start(operation, operation.x, ({ bits }) =>
          assumedMatvec(
            { inputs: this.aliveOf(operation.x) * inputs, outputs: this.readOf(id) * outputs, bits },
            this.assumed,
          ),
        );
      }
      case 'sum':
      case 'max': {
        const all = this.values[operation.x].shape.at(-2)!;
        const reading = operation.kind === 'sum' ? assumedSum : assumedMax;
        const channels = this.readOf(id) * this.aliveOf(id) * shape.at(-1)!;
        // Those of one cycle are put together, then with what was there.
        const isRunning = this.stream.reuseFactor > 1 && positionsOf(shape) === 1;
        const elements = isRunning ? Math.ceil(all / this.stream.reuseFactor) + 1 : all;
        const value = this.start(operation, operation.x, ({ bits }) =>
          reading({ elements, all, channels, bits }, this.assumed),
        );
        if (!isRunning) return value;
        this.keep({ elements: 0, selected: channels, bits: value.bits });
        return { ...value, cycles: value.cycles + 1 };
      }
      case 'add':
        return this.addition(operation, id);
      case 'multiply':
        return this.product(operation, id);
      case 'relu':
      case 'leakyRelu':
      case 'table':
        return this.selection(operation, id);
      case 'window':
      case 'reshape':
        this.keepOf(operation);
        return { ...this.values[operation.x], shape, cycles: this.close(operation.x), open: undefined };
      case 'scale':
      case 'dropout':
      case 'normalize':
      case 'quantize':
        return { ...this.values[operation.x], shape };
    }
  }

  /** A group that begins with this operation. */
  private start({ shape, kind }: Operation, x: number, logic: (x: Value) => AssumedLogic): Value {
    const cycles = this.close(x);
    const made = logic(this.values[x]);
    const { facts } = this;
    const positions = positionsOf(shape);
    if (kind === 'matvec') {
      const inputs = this.values[x].shape.at(-1)!;
      Object.assign(facts, {
        inputs: Math.max(facts.inputs, inputs),
        outputs: Math.max(facts.outputs, shape.at(-1)!),
        inputBits: Math.max(facts.inputBits, Math.ceil(this.values[x].bits)),
        positions: Math.max(facts.positions, positions),
      });
    }
    facts.sumBits = Math.max(facts.sumBits, Math.ceil(made.bits));
    return { shape, bits: made.bits, cycles, open: { parts: [made.logic], positions } };
  }

  private addition(operation: Extract<Operation, { kind: 'add' }>, id: number): Value {
    const [a, b] = [this.values[operation.a], this.values[operation.b]];
    // A constant is one more term of the sums before.
    if (b.bits === 0) return a;
    const cycles = Math.max(this.close(operation.a), this.close(operation.b));
    const positions = positionsOf(operation.shape);
    const made = assumedAdd(
      {
        channels: this.readOf(id) * this.aliveOf(id) * operation.shape.at(-1)!,
        bits: Math.max(a.bits, b.bits),
      },
      this.assumed,
    );
    return {
      shape: operation.shape,
      bits: made.bits,
      cycles,
      open: { parts: [made.logic], positions },
    };
  }

  private product({ a, b, shape }: Extract<Operation, { kind: 'multiply' }>, id: number): Value {
    const cycles = Math.max(this.close(a), this.close(b));
    const positions = positionsOf(shape);
    const channels = this.readOf(id) * this.aliveOf(id) * shape.at(-1)!;
    const made = assumedProduct(
      { channels, aBits: this.values[a].bits, bBits: this.values[b].bits },
      this.assumed,
    );
    return { shape, bits: made.bits, cycles, open: { parts: [made.logic], positions } };
  }

  private selection(
    operation: Extract<Operation, { kind: 'relu' | 'leakyRelu' | 'table' }>,
    id: number,
  ): Value {
    const x = this.values[operation.x];
    const { shape } = operation;
    const positions = x.open?.positions ?? positionsOf(shape);
    const elements = (this.readOf(id) * this.aliveOf(id) * elementsOf(shape)) / positions;
    const made = assumedSelection(
      { function: operation.kind === 'table' ? operation.function : operation.kind, elements, bits: x.bits },
      this.assumed,
    );
    if (operation.kind === 'table') {
      this.facts.tableAddressBits = Math.max(this.facts.tableAddressBits, Math.ceil(made.addressBits));
    }
    return {
      shape,
      bits: made.bits,
      cycles: x.cycles,
      open: { parts: [...(x.open?.parts ?? []), made.logic], positions },
    };
  }

  /** Registers of the top for what a window or a layer behind a flatten waits for. */
  private keepOf(operation: Extract<Operation, { kind: 'window' | 'reshape' }>): void {
    const { shape, bits } = this.values[operation.x];
    const positions = positionsOf(shape);
    const channels = this.readOf(operation.x) * this.aliveOf(operation.x) * shape.at(-1)!;
    if (operation.kind === 'window') {
      const kept = elementsKept({ sizes: operation.sizes, width: shape.at(-2)! }, this.stream);
      this.keep({ elements: kept * channels, selected: 0, bits });
    } else if (positions > 1 && positionsOf(operation.shape) === 1) {
      this.keep({ elements: positionsKept(positions, this.stream) * channels, selected: 0, bits });
    }
  }

  /** Registers and selections of the top; `bits` of each element. */
  private keep({ elements, selected, bits }: Record<'elements' | 'selected' | 'bits', number>): void {
    if (this.stream.reuseFactor === 1) return;
    const logic = { ...noLogic, adderBits: selected * bits };
    const pipeline = { latencyCycles: 0, outputBits: elements * bits, innerBits: 0, criticalPathNs: 0 };
    this.groups.push({ instances: 1, logic, pipeline });
  }

  /** Share of the elements of a module's result that something reads at some position. */
  private readOf(id: number): number {
    const { shape } = this.shapes[id];
    const { elements, positions } = this.shares.read[id];
    return 1 - power(1 - elements, Math.max(1, positions * positionsOf(shape)));
  }

  private aliveOf(id: number): number {
    return this.shares.alive[id].share;
  }

  /** Cycles until a value is there; nothing joins its group any more. */
  close(id: number): number {
    const { open, shape, bits, cycles } = this.values[id];
    if (!open) return cycles;
    const logic = inSequence(open.parts);
    const outputBits = (this.readOf(id) * this.aliveOf(id) * elementsOf(shape) * bits) / open.positions;
    const { clockPeriodNs } = this.options;
    const pipeline = estimatePipeline(logic, { outputBits, model: this.assumed.model, clockPeriodNs });
    const read = this.shares.read[id].positions;
    const instances = instancesOf({ positions: open.positions, read }, this.stream);
    this.groups.push({ instances, logic, pipeline });
    this.values[id] = { shape, bits, cycles: cycles + pipeline.latencyCycles };
    return this.values[id].cycles;
  }
}
