/** `y = x + terms` at every position, `x` and `y: [positions, terms]`. */
export function addConstant(x: Float64Array, terms: Float64Array, y: Float64Array): void {
  const elements = terms.length;
  for (let from = 0; from < y.length; from += elements) {
    for (let i = 0; i < elements; i++) y[from + i] = x[from + i] + terms[i];
  }
}

/** `y = a scales.a + b scales.b`, elementwise. */
export function addShifted(
  a: Float64Array,
  b: Float64Array,
  scales: { readonly a: number; readonly b: number },
  y: Float64Array,
): void {
  for (let i = 0; i < y.length; i++) y[i] = a[i] * scales.a + b[i] * scales.b;
}

/** `y = a b`, elementwise. */
export function multiplyElements(a: Float64Array, b: Float64Array, y: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = a[i] * b[i];
}

/** The elements of each vector of `x: [vectors, inputs]` at the indices, 0 at -1; `y: [vectors, indices]`. */
export function gather(
  x: Float64Array,
  { indices, inputs }: { readonly indices: Int32Array; readonly inputs: number },
  y: Float64Array,
): void {
  for (let to = 0, from = 0; to < y.length; to += indices.length, from += inputs) {
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i];
      y[to + i] = index < 0 ? 0 : x[from + index];
    }
  }
}

/** Sizes of the last two axes of the value that is aggregated. */
export interface Terms {
  readonly terms: number;
  readonly channels: number;
}

/** The largest over the terms of `x: [..., terms, channels]`, `y: [..., channels]`. */
export function maxOfTerms(x: Float64Array, { terms, channels }: Terms, y: Float64Array): void {
  let from = 0;
  for (let to = 0; to < y.length; to += channels) {
    for (let c = 0; c < channels; c++) y[to + c] = x[from++];
    for (let term = 1; term < terms; term++) {
      for (let c = 0; c < channels; c++, from++) if (x[from] > y[to + c]) y[to + c] = x[from];
    }
  }
}

/** The sum over the terms of `x: [..., terms, channels]`, `y: [..., channels]`. */
export function sumOfTerms(x: Float64Array, { terms, channels }: Terms, y: Float64Array): void {
  let from = 0;
  for (let to = 0; to < y.length; to += channels) {
    for (let c = 0; c < channels; c++) y[to + c] = x[from++];
    for (let term = 1; term < terms; term++) {
      for (let c = 0; c < channels; c++, from++) y[to + c] += x[from];
    }
  }
}
