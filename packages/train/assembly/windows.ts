// Products over windows without copying them: row (example, position) of the left matrix is read in segments of
// contiguous floats, segment s at x + example xExample + offsets[position] + segments[s]. Tables hold int32 bytes.
// Panels and order of summation: see gemm.ts, k being (segment, float).

/** Rows whose windows stay in the first-level cache while the panels of B pass by. */
const ROWS_PER_BLOCK: i32 = 64;

/** `c[m, n] = relu(sum_k window[m, k] b[k, n] + bias[n])` (bias 0: none; `positive`: with the relu). */
export function gemmWindows(
  x: usize,
  xExample: usize,
  offsets: usize,
  positions: i32,
  segments: usize,
  segmentCount: i32,
  segmentBytes: usize,
  b: usize,
  bias: usize,
  c: usize,
  cStride: usize,
  examples: i32,
  panels: i32,
  positive: bool,
): void {
  const panelBytes = (<usize>segmentCount * segmentBytes) << 3;
  const rows = examples * positions;
  const segmentsEnd = segments + ((<usize>segmentCount) << 2);
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  let blockExample = x;
  let blockPosition = offsets;
  for (let first = 0; first < rows; first += ROWS_PER_BLOCK) {
    const last = min(first + ROWS_PER_BLOCK, rows);
    let example = blockExample;
    let position = blockPosition;
    for (let p = 0; p < panels; p++) {
      const column = (<usize>p) << 5;
      const panel = b + <usize>p * panelBytes;
      const biasAt = bias ? bias + column : 0;
      example = blockExample;
      position = blockPosition;
      let target = c + <usize>first * cStride + column;
      let row = first;
      for (; row + 4 <= last; row += 4) {
        const a0 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += xExample;
        }
        const a1 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += xExample;
        }
        const a2 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += xExample;
        }
        const a3 = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += xExample;
        }
        tile4(a0, a1, a2, a3, segments, segmentsEnd, segmentBytes, panel, biasAt, target, cStride, positive);
        target += cStride << 2;
      }
      for (; row < last; row++) {
        const a = example + load<i32>(position);
        position += 4;
        if (position == offsetsEnd) {
          position = offsets;
          example += xExample;
        }
        tile1(a, segments, segmentsEnd, segmentBytes, panel, biasAt, target, positive);
        target += cStride;
      }
    }
    blockExample = example;
    blockPosition = position;
  }
}

function tile4(
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
  segments: usize,
  segmentsEnd: usize,
  segmentBytes: usize,
  b: usize,
  bias: usize,
  c: usize,
  cStride: usize,
  positive: bool,
): void {
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0),
    c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0),
    c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  for (; segments < segmentsEnd; segments += 4) {
    const offset = <usize>load<i32>(segments);
    let a0 = row0 + offset,
      a1 = row1 + offset,
      a2 = row2 + offset,
      a3 = row3 + offset;
    const end = a0 + segmentBytes;
    for (; a0 < end; a0 += 4) {
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
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 32;
    }
  }
  finish(c, c00, c01, bias, positive);
  finish(c + cStride, c10, c11, bias, positive);
  finish(c + (cStride << 1), c20, c21, bias, positive);
  finish(c + 3 * cStride, c30, c31, bias, positive);
}

function tile1(
  row: usize,
  segments: usize,
  segmentsEnd: usize,
  segmentBytes: usize,
  b: usize,
  bias: usize,
  c: usize,
  positive: bool,
): void {
  let c0 = f32x4.splat(0),
    c1 = f32x4.splat(0);
  for (; segments < segmentsEnd; segments += 4) {
    let a = row + <usize>load<i32>(segments);
    const end = a + segmentBytes;
    for (; a < end; a += 4) {
      const x = v128.load_splat<f32>(a);
      c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
      c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
      b += 32;
    }
  }
  finish(c, c0, c1, bias, positive);
}

function finish(c: usize, c0: v128, c1: v128, bias: usize, positive: bool): void {
  if (bias) {
    c0 = f32x4.add(c0, v128.load(bias));
    c1 = f32x4.add(c1, v128.load(bias, 16));
  }
  if (positive) {
    c0 = f32x4.pmax(c0, f32x4.splat(0));
    c1 = f32x4.pmax(c1, f32x4.splat(0));
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
