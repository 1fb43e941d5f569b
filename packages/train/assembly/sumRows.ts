/** `sum[n] += sum_m x[m, n]` over rows of `stride` bytes, in order of m, going on from what `sum` holds. */
export function sumRows(x: usize, sum: usize, rows: i32, stride: usize): void {
  let column: usize = 0;
  for (; column + 128 <= stride; column += 128) sum32(x + column, sum + column, rows, stride);
  for (; column < stride; column += 32) sum8(x + column, sum + column, rows, stride);
}

/** Eight independent sums, so that none waits for the adder. */
function sum32(x: usize, sum: usize, rows: i32, stride: usize): void {
  let s0 = v128.load(sum),
    s1 = v128.load(sum, 16),
    s2 = v128.load(sum, 32),
    s3 = v128.load(sum, 48);
  let s4 = v128.load(sum, 64),
    s5 = v128.load(sum, 80),
    s6 = v128.load(sum, 96),
    s7 = v128.load(sum, 112);
  for (let m = rows; m > 0; m--) {
    s0 = f32x4.add(s0, v128.load(x));
    s1 = f32x4.add(s1, v128.load(x, 16));
    s2 = f32x4.add(s2, v128.load(x, 32));
    s3 = f32x4.add(s3, v128.load(x, 48));
    s4 = f32x4.add(s4, v128.load(x, 64));
    s5 = f32x4.add(s5, v128.load(x, 80));
    s6 = f32x4.add(s6, v128.load(x, 96));
    s7 = f32x4.add(s7, v128.load(x, 112));
    x += stride;
  }
  v128.store(sum, s0);
  v128.store(sum, s1, 16);
  v128.store(sum, s2, 32);
  v128.store(sum, s3, 48);
  v128.store(sum, s4, 64);
  v128.store(sum, s5, 80);
  v128.store(sum, s6, 96);
  v128.store(sum, s7, 112);
}

function sum8(x: usize, sum: usize, rows: i32, stride: usize): void {
  let s0 = v128.load(sum),
    s1 = v128.load(sum, 16);
  for (let m = rows; m > 0; m--) {
    s0 = f32x4.add(s0, v128.load(x));
    s1 = f32x4.add(s1, v128.load(x, 16));
    x += stride;
  }
  v128.store(sum, s0);
  v128.store(sum, s1, 16);
}
