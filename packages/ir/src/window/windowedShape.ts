import { CodesignError } from '../error';
import type { WindowOptions } from '../program';

/** What a window does along one axis: how often it is placed, and how many zeros lie ahead of the axis. */
export interface WindowAxis {
  readonly positions: number;
  readonly before: number;
}

/** The positions and padding of a window along each axis; the rule is that of TensorFlow, see `WindowOptions`. */
export function windowAxes(
  spatial: readonly number[],
  { sizes, strides, padding }: WindowOptions,
): readonly WindowAxis[] {
  return spatial.map((size, axis) => {
    const [k, stride] = [sizes[axis], strides[axis]];
    if (padding === 'valid') return { positions: Math.floor((size - k) / stride) + 1, before: 0 };
    const positions = Math.ceil(size / stride);
    const total = Math.max((positions - 1) * stride + k - size, 0);
    return { positions, before: Math.floor(total / 2) };
  });
}

/**
 * Shape of the windows of a value `[...spatial, c]`: `[...positions, prod(sizes) c]`. Throws `shape.window` where the
 * axes do not fit the window or the window does not fit in them.
 */
export function windowedShape(
  layer: string,
  shape: readonly number[],
  options: WindowOptions,
): readonly number[] {
  const { sizes, strides } = options;
  const axes = sizes.length === 1 ? '[n, channels]' : '[height, width, channels]';
  if (strides.length !== sizes.length || shape.length !== sizes.length + 1) {
    throw new CodesignError(
      'shape.window',
      `Layer '${layer}' moves a window [${sizes.join(', ')}] in steps [${strides.join(', ')}] over ${axes}, got an ` +
        `input [${shape.join(', ')}]: put a reshape layer before it or change the window.`,
    );
  }
  const positions = windowAxes(shape.slice(0, -1), options).map((axis) => axis.positions);
  if (positions.some((count) => count < 1)) {
    throw new CodesignError(
      'shape.window',
      `Layer '${layer}': a window [${sizes.join(', ')}] does not fit in [${shape.join(', ')}]: make it smaller or ` +
        `pad ('same').`,
    );
  }
  return [...positions, sizes.reduce((product, size) => product * size, shape.at(-1)!)];
}

/** Whether a window leaves every value as it is: one element in steps of one. */
export function isIdentityWindow({ sizes, strides }: WindowOptions): boolean {
  return [...sizes, ...strides].every((extent) => extent === 1);
}
