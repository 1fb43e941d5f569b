// Matrices of weights are stored in panels of eight columns: element [k, n] of a matrix with `inner` rows is at
// float (n / 8) * inner * 8 + k * 8 + n % 8. Activations are row-major, their rows padded to eight floats.
// Sums run over k (or over the batch) in order, one product at a time, whatever the tile: no result depends on
// a row's place in the batch. Strides are in bytes. `pmin` and `pmax` (here and elsewhere) are one instruction where
// `min` and `max` are six; with the value first they too let a NaN through.

import { inRange } from './inRange';

/** Rows of A that stay in the first-level cache while the panels of B pass by. */
const ROWS_PER_BLOCK: i32 = 64;

/**
 * `c[m, n] = epilogue(sum_k a[m, k] b[k, n])`. The epilogue adds `bias[n]` (0: none), takes the relu, and sets
 * to zero where `mask[m, n]` (0: none; rows as in c) is outside `low ... high`.
 */
export function gemm(
  a: usize,
  aStride: usize,
  b: usize,
  bias: usize,
  c: usize,
  cStride: usize,
  rows: i32,
  inner: i32,
  panels: i32,
  positive: bool,
  mask: usize,
  low: f32,
  high: f32,
): void {
  const panelBytes = (<usize>inner) << 5;
  for (let first = 0; first < rows; first += ROWS_PER_BLOCK) {
    const last = min(first + ROWS_PER_BLOCK, rows);
    for (let p = 0; p < panels; p++) {
      const column = (<usize>p) << 5;
      const panel = b + <usize>p * panelBytes;
      const biasAt = bias ? bias + column : 0;
      let row = first;
      for (; row + 4 <= last; row += 4) {
        const at = <usize>row * cStride + column;
        tile4(
          a + <usize>row * aStride,
          aStride,
          panel,
          biasAt,
          c + at,
          cStride,
          inner,
          positive,
          mask ? mask + at : 0,
          low,
          high,
        );
      }
      for (; row < last; row++) {
        const at = <usize>row * cStride + column;
        tile1(
          a + <usize>row * aStride,
          panel,
          biasAt,
          c + at,
          inner,
          positive,
          mask ? mask + at : 0,
          low,
          high,
        );
      }
    }
  }
}

/** Four rows by eight columns: more accumulators spill in V8, fewer wait for the adder. */
function tile4(
  a0: usize,
  aStride: usize,
  b: usize,
  bias: usize,
  c: usize,
  cStride: usize,
  inner: i32,
  positive: bool,
  mask: usize,
  low: f32,
  high: f32,
): void {
  let a1 = a0 + aStride;
  let a2 = a1 + aStride;
  let a3 = a2 + aStride;
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0),
    c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0),
    c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  const end = b + ((<usize>inner) << 5);
  for (; b < end; b += 32) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a0);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a1);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
  }
  if (bias) {
    const bias0 = v128.load(bias),
      bias1 = v128.load(bias, 16);
    c00 = f32x4.add(c00, bias0);
    c01 = f32x4.add(c01, bias1);
    c10 = f32x4.add(c10, bias0);
    c11 = f32x4.add(c11, bias1);
    c20 = f32x4.add(c20, bias0);
    c21 = f32x4.add(c21, bias1);
    c30 = f32x4.add(c30, bias0);
    c31 = f32x4.add(c31, bias1);
  }
  finish(c, c00, c01, positive, mask, low, high);
  c += cStride;
  if (mask) mask += cStride;
  finish(c, c10, c11, positive, mask, low, high);
  c += cStride;
  if (mask) mask += cStride;
  finish(c, c20, c21, positive, mask, low, high);
  c += cStride;
  if (mask) mask += cStride;
  finish(c, c30, c31, positive, mask, low, high);
}

/** The rows that are left when a batch is no multiple of four. */
function tile1(
  a: usize,
  b: usize,
  bias: usize,
  c: usize,
  inner: i32,
  positive: bool,
  mask: usize,
  low: f32,
  high: f32,
): void {
  let c0 = f32x4.splat(0),
    c1 = f32x4.splat(0);
  const end = b + ((<usize>inner) << 5);
  for (; b < end; b += 32) {
    const x = v128.load_splat<f32>(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    a += 4;
  }
  if (bias) {
    c0 = f32x4.add(c0, v128.load(bias));
    c1 = f32x4.add(c1, v128.load(bias, 16));
  }
  finish(c, c0, c1, positive, mask, low, high);
}

function finish(c: usize, c0: v128, c1: v128, positive: bool, mask: usize, low: f32, high: f32): void {
  if (positive) {
    c0 = f32x4.pmax(c0, f32x4.splat(0));
    c1 = f32x4.pmax(c1, f32x4.splat(0));
  }
  if (mask) {
    c0 = v128.and(c0, inRange(v128.load(mask), low, high));
    c1 = v128.and(c1, inRange(v128.load(mask, 16), low, high));
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
