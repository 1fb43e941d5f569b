// Layouts and order of summation: see gemm.ts.

/** Bytes of both operands that stay in the first-level cache. */
const BLOCK_BYTES: usize = 24576;

/** `c[k, n] += sum_m a[m, k] b[m, n]`: a and b row-major, c in panels; the sum goes on from what c holds. */
export function gemmTransposed(
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  c: usize,
  rows: i32,
  inner: i32,
  panels: i32,
): void {
  const block = max(16, <i32>(BLOCK_BYTES / (aStride + bStride)));
  for (let first = 0; first < rows; first += block) {
    const count = min(block, rows - first);
    const aAt = a + <usize>first * aStride;
    let cAt = c;
    for (let p = 0; p < panels; p++) {
      const bAt = b + <usize>first * bStride + ((<usize>p) << 5);
      let k = 0;
      for (; k + 4 <= inner; k += 4) {
        transposedTile4(aAt + ((<usize>k) << 2), aStride, bAt, bStride, cAt, count);
        cAt += 128;
      }
      for (; k < inner; k++) {
        transposedTile1(aAt + ((<usize>k) << 2), aStride, bAt, bStride, cAt, count);
        cAt += 32;
      }
    }
  }
}

function transposedTile4(a: usize, aStride: usize, b: usize, bStride: usize, c: usize, rows: i32): void {
  let c00 = v128.load(c),
    c01 = v128.load(c, 16),
    c10 = v128.load(c, 32),
    c11 = v128.load(c, 48);
  let c20 = v128.load(c, 64),
    c21 = v128.load(c, 80),
    c30 = v128.load(c, 96),
    c31 = v128.load(c, 112);
  for (let m = rows; m > 0; m--) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += aStride;
    b += bStride;
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

function transposedTile1(a: usize, aStride: usize, b: usize, bStride: usize, c: usize, rows: i32): void {
  let c0 = v128.load(c),
    c1 = v128.load(c, 16);
  for (let m = rows; m > 0; m--) {
    const x = v128.load_splat<f32>(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    a += aStride;
    b += bStride;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
