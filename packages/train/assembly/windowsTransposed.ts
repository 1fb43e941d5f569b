// Windows: see windows.ts.

/** Bytes of both operands that stay in the first-level cache. */
const BLOCK_BYTES: usize = 24576;

/**
 * The gradient of the kernel: `c[k, n] += sum_m window[m, k] g[m, n]`, m in order, c in panels, the sum going on from
 * what c holds. `elements` holds the int32 byte offset of each k in a window.
 */
export function gemmWindowsTransposed(
  x: usize,
  xExample: usize,
  offsets: usize,
  positions: i32,
  elements: usize,
  inner: i32,
  g: usize,
  gStride: usize,
  c: usize,
  examples: i32,
  panels: i32,
): void {
  const gExample = <usize>positions * gStride;
  const block = max(1, <i32>(BLOCK_BYTES / (xExample + gExample)));
  for (let first = 0; first < examples; first += block) {
    const count = min(block, examples - first);
    let target = c;
    for (let p = 0; p < panels; p++) {
      const gAt = g + ((<usize>p) << 5);
      let k = 0;
      for (; k + 4 <= inner; k += 4) {
        const at = elements + ((<usize>k) << 2);
        tile4(
          x + load<i32>(at),
          x + load<i32>(at, 4),
          x + load<i32>(at, 8),
          x + load<i32>(at, 12),
          xExample,
          offsets,
          positions,
          gAt,
          gStride,
          target,
          count,
        );
        target += 128;
      }
      for (; k < inner; k++) {
        const a = x + load<i32>(elements + ((<usize>k) << 2));
        tile1(a, xExample, offsets, positions, gAt, gStride, target, count);
        target += 32;
      }
    }
    x += <usize>count * xExample;
    g += <usize>count * gExample;
  }
}

function tile4(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  xExample: usize,
  offsets: usize,
  positions: i32,
  g: usize,
  gStride: usize,
  c: usize,
  examples: i32,
): void {
  let c00 = v128.load(c),
    c01 = v128.load(c, 16),
    c10 = v128.load(c, 32),
    c11 = v128.load(c, 48);
  let c20 = v128.load(c, 64),
    c21 = v128.load(c, 80),
    c30 = v128.load(c, 96),
    c31 = v128.load(c, 112);
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  for (; examples > 0; examples--) {
    for (let position = offsets; position < offsetsEnd; position += 4) {
      const offset = <usize>load<i32>(position);
      const g0 = v128.load(g),
        g1 = v128.load(g, 16);
      let x = v128.load_splat<f32>(a0 + offset);
      c00 = f32x4.add(c00, f32x4.mul(x, g0));
      c01 = f32x4.add(c01, f32x4.mul(x, g1));
      x = v128.load_splat<f32>(a1 + offset);
      c10 = f32x4.add(c10, f32x4.mul(x, g0));
      c11 = f32x4.add(c11, f32x4.mul(x, g1));
      x = v128.load_splat<f32>(a2 + offset);
      c20 = f32x4.add(c20, f32x4.mul(x, g0));
      c21 = f32x4.add(c21, f32x4.mul(x, g1));
      x = v128.load_splat<f32>(a3 + offset);
      c30 = f32x4.add(c30, f32x4.mul(x, g0));
      c31 = f32x4.add(c31, f32x4.mul(x, g1));
      g += gStride;
    }
    a0 += xExample;
    a1 += xExample;
    a2 += xExample;
    a3 += xExample;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c10, 32);
  v128.store(c, c11, 48);
  v128.store(c, c20, 64);
  v128.store(c, c21, 80);
  v128.store(c, c30, 96);
  v128.store(c, c31, 112);
}

function tile1(
  a: usize,
  xExample: usize,
  offsets: usize,
  positions: i32,
  g: usize,
  gStride: usize,
  c: usize,
  examples: i32,
): void {
  let c0 = v128.load(c),
    c1 = v128.load(c, 16);
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  for (; examples > 0; examples--) {
    for (let position = offsets; position < offsetsEnd; position += 4) {
      const x = v128.load_splat<f32>(a + <usize>load<i32>(position));
      c0 = f32x4.add(c0, f32x4.mul(x, v128.load(g)));
      c1 = f32x4.add(c1, f32x4.mul(x, v128.load(g, 16)));
      g += gStride;
    }
    a += xExample;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
