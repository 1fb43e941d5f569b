import type { Static, TObject } from '@sinclair/typebox';
import type { Kernels } from '../kernels';
import { compileSchema, type SchemaCheck } from '../schemaCheck';

/** What a layer is to the readings that change networks: quantisation, folding, pruning. */
export type LayerRole =
  /**
   * `y = x W + b` at every position, over the elements of the last axis or of a window, with `kernel: [n, units]` and
   * `bias: [units]`; row r of the kernel belongs to channel `r % c` of an input `[..., c]`. Its config has the formats
   * of `LinearFormats`; `unitsOf` and `withUnits` read and change its number of outputs.
   */
  | 'linear'
  /** A function of each element alone; its config is an `ActivationConfig`. */
  | 'elementwise'
  /** Batch normalisation over the last axis, in training only. */
  | 'normalization'
  /** The same elements in another shape, in the same row-major order. */
  | 'reshape'
  /** Many positions to fewer, each channel for itself: maximum, sum, mean. Its config has an `AggregationFormats`. */
  | 'aggregation'
  /** The sum of two layers, element by element: both need the same channels. Its config has an `output`. */
  | 'residual'
  /**
   * The product of two or more layers, element by element: all need the same channels, and a channel is 0 where one of
   * its factors is. Its config has an `output`.
   */
  | 'product'
  /** Dropout: the identity outside training. */
  | 'dropout';

/** How many layers a layer reads. */
export type LayerInputs = 1 | 2 | '2 or more';

/** What a layer's file states: its config, its weights, and its meaning in kernels. */
export interface LayerDescription<Config extends TObject, Parameter extends string> {
  readonly kind: string;
  readonly role: LayerRole;
  readonly inputs: LayerInputs;
  /** Key of the config that says how many outputs a linear layer has. */
  readonly unitsKey?: string & keyof Static<Config>;
  /** Strict schema of the layer's config. */
  readonly config: Config;
  /** Shapes of the layer's weights for a (first) input of this shape. */
  weights(
    config: Static<Config>,
    inputShape: readonly number[],
  ): Readonly<Record<Parameter, readonly number[]>>;
  /** The layer's value from its inputs and its weights. */
  apply<V>(
    k: Kernels<V>,
    inputs: readonly V[],
    weights: Readonly<Record<Parameter, V>>,
    config: Static<Config>,
  ): V;
}

/** A layer as the readings see it: its config is checked by its own schema before use. */
export interface Layer {
  readonly kind: string;
  readonly role: LayerRole;
  readonly inputs: LayerInputs;
  readonly unitsKey?: string;
  readonly config: TObject;
  /** The config, typed by nobody, after its check. Errors: `layer.unknownKey`, `layer.missingKey`, `layer.invalid`. */
  checkConfig: SchemaCheck<unknown>;
  weights(config: unknown, inputShape: readonly number[]): Readonly<Record<string, readonly number[]>>;
  apply<V>(k: Kernels<V>, inputs: readonly V[], weights: Readonly<Record<string, V>>, config: unknown): V;
}

/** Makes a layer out of its description. The list in `layers/index.ts` is where it becomes known. */
export function defineLayer<Config extends TObject, Parameter extends string>(
  description: LayerDescription<Config, Parameter>,
): Layer {
  const { kind, role, inputs, unitsKey, config: schema } = description;
  return {
    kind,
    role,
    inputs,
    unitsKey,
    config: schema,
    checkConfig: compileSchema(schema, 'layer'),
    weights: (config, inputShape) => description.weights(config as Static<Config>, inputShape),
    apply: (k, values, weights, config) => description.apply(k, values, weights, config as Static<Config>),
  };
}
