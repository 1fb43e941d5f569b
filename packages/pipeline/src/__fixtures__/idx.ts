/** Bytes of an IDX file of unsigned bytes with the given shape. */
export function idxBytes(shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint32(0, 0x0800 + shape.length);
  shape.forEach((size, axis) => header.setUint32(4 + 4 * axis, size));
  return new Uint8Array([...new Uint8Array(header.buffer), ...data]);
}

/**
 * Images of 4x4 pixels in three classes, a bright row at the top, in the middle or at the bottom, under noise from
 * a linear congruential generator (Numerical Recipes, section 7.1).
 */
export function stripeImages(count: number, seed: number): { images: Uint8Array; labels: Uint8Array } {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const images = new Uint8Array(count * 16);
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 3);
  images.forEach((_, at) => {
    const row = Math.floor((at % 16) / 4);
    const bright = row === labels[Math.floor(at / 16)];
    images[at] = next(140) + (bright ? 100 : 0);
  });
  return { images, labels };
}
