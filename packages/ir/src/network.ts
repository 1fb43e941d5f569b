import type { Fixed } from './fixed';

/** A dense array of float32. Quantised weights are stored as their values (integer times `2^-fraction`). */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Tensors by `<layer>/<parameter>`, for example `dense1/kernel`. */
export type Weights = Readonly<Record<string, Tensor>>;

/** One layer of a network; `kind` names a file in `layers/`, `config` is what that file's schema describes. */
export interface LayerNode {
  readonly name: string;
  readonly kind: string;
  /** Names of the layers it reads; `input` is the network's input. */
  readonly inputs: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A network without its weights: layers in topological order. A float network has no formats in its layers'
 * configs; a quantised network has them in every layer that rounds, and the input always has one.
 */
export interface Network {
  readonly name: string;
  readonly input: { readonly shape: readonly number[]; readonly format: Fixed };
  readonly layers: readonly LayerNode[];
  /** Name of the layer whose value leaves the network. */
  readonly output: string;
}
