import { Type } from '@sinclair/typebox';
import { linearFormats } from './linear';

/** Keys that the configs of all convolutions share. */
export const convolutionKeys = {
  filters: Type.Integer({ minimum: 1, description: 'Output channels.' }),
  padding: Type.Optional(
    Type.Unsafe<'valid' | 'same'>({
      type: 'string',
      enum: ['valid', 'same'],
      description:
        "Zeros around the input: none for 'valid' (if silent), as TensorFlow adds them for 'same'.",
    }),
  ),
  ...linearFormats,
};

/** A size or a stride: a positive integer. */
export const extent = (description: string) => Type.Integer({ minimum: 1, description });

/** Two extents, of rows and columns. */
export const extents = (description: string) =>
  Type.Array(Type.Integer({ minimum: 1 }), { minItems: 2, maxItems: 2, description });

/** Shapes of a convolution's weights: `kernel: [window elements, filters]` and `bias: [filters]`. */
export function convolutionWeights(
  sizes: readonly number[],
  filters: number,
  inputShape: readonly number[],
): { kernel: number[]; bias: number[] } {
  const rows = sizes.reduce((product, size) => product * size, inputShape.at(-1)!);
  return { kernel: [rows, filters], bias: [filters] };
}
