/**
 * `target[t, n, k] = source[t inner + k, n]` for each of `taps` blocks of `inner` rows: `source: [taps inner, outer]` in
 * panels, each block of the target in panels of its own. Pad columns of the target are left alone.
 */
export function transposePanels(source: usize, target: usize, taps: i32, inner: i32, outer: i32): void {
  const sourcePanel = (<usize>(taps * inner)) << 5;
  const blockBytes = (<usize>((inner + 7) >> 3) * <usize>outer) << 5;
  for (let t = 0; t < taps; t++) {
    transposeBlock(source, sourcePanel, target, inner, outer);
    source += (<usize>inner) << 5;
    target += blockBytes;
  }
}

function transposeBlock(source: usize, sourcePanel: usize, target: usize, inner: i32, outer: i32): void {
  const targetPanel = (<usize>outer) << 5;
  for (let n = 0; n < outer; n += 4) {
    const from = source + ((<usize>n) >> 3) * sourcePanel + (((<usize>n) & 7) << 2);
    const lanes = min(4, outer - n);
    let k = 0;
    if (lanes == 4) {
      for (; k + 4 <= inner; k += 4) {
        const to = target + ((<usize>k) >> 3) * targetPanel + ((<usize>n) << 5) + (((<usize>k) & 7) << 2);
        transpose4(from + ((<usize>k) << 5), to);
      }
    }
    for (; k < inner; k++) {
      const to = target + ((<usize>k) >> 3) * targetPanel + ((<usize>n) << 5) + (((<usize>k) & 7) << 2);
      for (let i = 0; i < lanes; i++) {
        store<f32>(to + ((<usize>i) << 5), load<f32>(from + ((<usize>k) << 5) + ((<usize>i) << 2)));
      }
    }
  }
}

function transpose4(from: usize, to: usize): void {
  const r0 = v128.load(from),
    r1 = v128.load(from, 32),
    r2 = v128.load(from, 64),
    r3 = v128.load(from, 96);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
}
