// Windows: see windows.ts.

import { inRange } from './inRange';

/**
 * The gradient of x: `target[m window k] += sum_n g[m, n] b[t, n, k]` over taps t in order and then n in order, one
 * product at a time; `b` is made by `transposePanels`. A tap is one row of x, `panels` panels wide, at
 * `offsets[position] + taps[t]`. The target's examples are first set to 0 and in the end masked as in gemm.ts.
 */
export function scatterWindows(
  g: usize,
  gStride: usize,
  b: usize,
  target: usize,
  exampleBytes: usize,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  examples: i32,
  inner: i32,
  panels: i32,
  mask: usize,
  low: f32,
  high: f32,
): void {
  for (let first = 0; first < examples; first += EXAMPLES_PER_GROUP) {
    const count = min(EXAMPLES_PER_GROUP, examples - first);
    const bytes = <usize>count * exampleBytes;
    memory.fill(target, 0, bytes);
    scatterGroup(
      g,
      gStride,
      b,
      target,
      exampleBytes,
      offsets,
      positions,
      taps,
      tapCount,
      count,
      inner,
      panels,
    );
    if (mask) {
      for (let i: usize = 0; i < bytes; i += 16) {
        v128.store(target + i, v128.and(v128.load(target + i), inRange(v128.load(mask + i), low, high)));
      }
      mask += bytes;
    }
    target += bytes;
    g += <usize>(count * positions) * gStride;
  }
}

/** Four examples have whole tiles of rows, whatever the number of positions. */
const EXAMPLES_PER_GROUP: i32 = 4;

function scatterGroup(
  g: usize,
  gStride: usize,
  b: usize,
  target: usize,
  exampleBytes: usize,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  examples: i32,
  inner: i32,
  panels: i32,
): void {
  const rows = examples * positions;
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  const tapsEnd = taps + ((<usize>tapCount) << 2);
  const panelBytes = (<usize>inner) << 5;
  for (; taps < tapsEnd; taps += 4) {
    const tap = target + load<i32>(taps);
    for (let column: usize = 0; column < (<usize>panels) << 5; column += 32) {
      let example = tap + column;
      let position = offsets;
      let row = g;
      let m = 0;
      for (; m + 4 <= rows; m += 4) {
        const c0 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += exampleBytes;
        }
        const c1 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += exampleBytes;
        }
        const c2 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += exampleBytes;
        }
        const c3 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += exampleBytes;
        }
        scatter4(row, gStride, b, c0, c1, c2, c3, inner);
        row += gStride << 2;
      }
      for (; m < rows; m++) {
        scatter1(row, b, example + load<i32>(position), inner);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += exampleBytes;
        }
        row += gStride;
      }
      b += panelBytes;
    }
  }
}

function scatter4(
  a0: usize,
  aStride: usize,
  b: usize,
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  inner: i32,
): void {
  let a1 = a0 + aStride;
  let a2 = a1 + aStride;
  let a3 = a2 + aStride;
  let c00 = v128.load(r0),
    c01 = v128.load(r0, 16),
    c10 = v128.load(r1),
    c11 = v128.load(r1, 16);
  let c20 = v128.load(r2),
    c21 = v128.load(r2, 16),
    c30 = v128.load(r3),
    c31 = v128.load(r3, 16);
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
  v128.store(r0, c00);
  v128.store(r0, c01, 16);
  v128.store(r1, c10);
  v128.store(r1, c11, 16);
  v128.store(r2, c20);
  v128.store(r2, c21, 16);
  v128.store(r3, c30);
  v128.store(r3, c31, 16);
}

function scatter1(a: usize, b: usize, row: usize, inner: i32): void {
  let c0 = v128.load(row),
    c1 = v128.load(row, 16);
  const end = b + ((<usize>inner) << 5);
  for (; b < end; b += 32) {
    const x = v128.load_splat<f32>(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    a += 4;
  }
  v128.store(row, c0);
  v128.store(row, c1, 16);
}
