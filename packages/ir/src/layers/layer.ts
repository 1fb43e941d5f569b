import type { Static, TObject } from '@sinclair/typebox';
import type { Kernels } from '../kernels';
import { compileSchema, type SchemaCheck } from '../schemaCheck';

/** What a layer is to the readings that change networks: quantisation, folding, pruning. */
export type LayerRole =
  /** `y = x W + b`, with `kernel: [n, units]` and `bias: [units]`; its config is a `DenseConfig`. */
  | 'linear'
  /** A function of each element alone; its config is an `ActivationConfig`. */
  | 'elementwise'
  /** Batch normalisation, in training only. */
  | 'normalization'
  /** The same elements in another shape, in the same order. */
  | 'reshape';

/** What a layer's file states: its config, its weights, and its meaning in kernels. */
export interface LayerDescription<Config extends TObject, Parameter extends string> {
  readonly kind: string;
  readonly role: LayerRole;
  /** Strict schema of the layer's config. */
  readonly config: Config;
  /** Shapes of the layer's weights for an input of this shape. */
  weights(
    config: Static<Config>,
    inputShape: readonly number[],
  ): Readonly<Record<Parameter, readonly number[]>>;
  /** The layer's value from its input `x` and its weights. */
  apply<V>(k: Kernels<V>, x: V, weights: Readonly<Record<Parameter, V>>, config: Static<Config>): V;
}

/** A layer as the readings see it: its config is checked by its own schema before use. */
export interface Layer {
  readonly kind: string;
  readonly role: LayerRole;
  readonly config: TObject;
  /** The config, typed by nobody, after its check. Errors: `layer.unknownKey`, `layer.missingKey`, `layer.invalid`. */
  checkConfig: SchemaCheck<unknown>;
  weights(config: unknown, inputShape: readonly number[]): Readonly<Record<string, readonly number[]>>;
  apply<V>(k: Kernels<V>, x: V, weights: Readonly<Record<string, V>>, config: unknown): V;
}

/** Makes a layer out of its description. The list in `layers/index.ts` is where it becomes known. */
export function defineLayer<Config extends TObject, Parameter extends string>(
  description: LayerDescription<Config, Parameter>,
): Layer {
  return {
    kind: description.kind,
    role: description.role,
    config: description.config,
    checkConfig: compileSchema(description.config, 'layer'),
    weights: (config, inputShape) => description.weights(config as Static<Config>, inputShape),
    apply: (k, x, weights, config) => description.apply(k, x, weights, config as Static<Config>),
  };
}
