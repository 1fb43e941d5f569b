// Blocks of `bytes` bytes (a multiple of 4) that lie at `base + offsets[i]` in each example; offsets are int32 bytes.

/** Copies block i of every example from `x + from[i]` to `y + to[i]`. */
export function copyBlocks(
  x: usize,
  xExample: usize,
  from: usize,
  y: usize,
  yExample: usize,
  to: usize,
  examples: i32,
  blocks: i32,
  bytes: usize,
): void {
  const end = (<usize>blocks) << 2;
  for (; examples > 0; examples--) {
    for (let i: usize = 0; i < end; i += 4) copyFloats(x + load<i32>(from + i), y + load<i32>(to + i), bytes);
    x += xExample;
    y += yExample;
  }
}

/** Adds block i of every example at `x + from[i]` to `y + to[i]`, in order of i. */
export function addBlocks(
  x: usize,
  xExample: usize,
  from: usize,
  y: usize,
  yExample: usize,
  to: usize,
  examples: i32,
  blocks: i32,
  bytes: usize,
): void {
  const end = (<usize>blocks) << 2;
  for (; examples > 0; examples--) {
    for (let i: usize = 0; i < end; i += 4) addFloats(x + load<i32>(from + i), y + load<i32>(to + i), bytes);
    x += xExample;
    y += yExample;
  }
}

function copyFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, v128.load(x + i));
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(x + i));
}

function addFloats(x: usize, y: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(y + i, f32x4.add(v128.load(y + i), v128.load(x + i)));
  for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(y + i) + load<f32>(x + i));
}
