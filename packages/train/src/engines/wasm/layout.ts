import type { Tensor } from '@nx-codesign/ir';

/** Columns of a panel: two vectors of four lanes, the width of the register tile. */
export const panelColumns = 8;
const floatBytes = 4;

/** Number of panels that hold this many columns. */
export function panelsOf(columns: number): number {
  return Math.ceil(columns / panelColumns);
}

/** Bytes of a row of this many floats, padded to whole panels. */
export function rowBytes(columns: number): number {
  return panelsOf(columns) * panelColumns * floatBytes;
}

/** Writes a row-major `[inner, columns]` matrix into panels; the pad lanes of `target` are left alone. */
export function packPanels({ shape: [inner, columns], data }: Tensor, target: Float32Array): void {
  for (let k = 0; k < inner; k++) {
    for (let n = 0; n < columns; n++) target[panelIndex(inner, k, n)] = data[k * columns + n];
  }
}

/** Reads panels back into a row-major `[inner, columns]` matrix. */
export function unpackPanels(source: Float32Array, [inner, columns]: readonly number[]): Float32Array {
  const data = new Float32Array(inner * columns);
  for (let k = 0; k < inner; k++) {
    for (let n = 0; n < columns; n++) data[k * columns + n] = source[panelIndex(inner, k, n)];
  }
  return data;
}

/** Writes a row-major tensor into rows padded to panels; the pad lanes of `target` are left alone. */
export function packRows({ shape, data }: Tensor, target: Float32Array): void {
  const columns = shape[shape.length - 1];
  const stride = rowBytes(columns) / floatBytes;
  for (let i = 0; i < data.length; i++) target[Math.floor(i / columns) * stride + (i % columns)] = data[i];
}

/** Reads padded rows back into a row-major tensor. */
export function unpackRows(source: Float32Array, shape: readonly number[]): Float32Array {
  const columns = shape[shape.length - 1];
  const stride = rowBytes(columns) / floatBytes;
  const length = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length }, (_, i) => source[Math.floor(i / columns) * stride + (i % columns)]);
}

function panelIndex(inner: number, k: number, n: number): number {
  return (Math.floor(n / panelColumns) * inner + k) * panelColumns + (n % panelColumns);
}
