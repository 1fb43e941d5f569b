import type { OfKind, NaiveContext, NaiveOperation } from './naiveContext';

/** For each element of the windows, the index of the element of x that it is; undefined for a zero outside. */
function sourcesOf({ program }: NaiveContext, operation: OfKind<'window'>): (number | undefined)[] {
  const { sizes, strides, padding } = operation;
  const shape = program.operations[operation.x].shape;
  const channels = shape[shape.length - 1];
  // One axis is two of which the first has one pixel.
  const two = (values: readonly number[]) => (values.length === 1 ? [1, values[0]] : values);
  const [image, size, stride] = [two(shape.slice(0, -1)), two(sizes), two(strides)];
  const positions = image.map((pixels, i) =>
    padding === 'same' ? Math.ceil(pixels / stride[i]) : Math.floor((pixels - size[i]) / stride[i]) + 1,
  );
  const before = image.map((pixels, i) =>
    padding === 'same' ? Math.floor(Math.max((positions[i] - 1) * stride[i] + size[i] - pixels, 0) / 2) : 0,
  );
  const sources: (number | undefined)[] = [];
  for (let row = 0; row < positions[0]; row++)
    for (let column = 0; column < positions[1]; column++)
      for (let i = 0; i < size[0]; i++)
        for (let j = 0; j < size[1]; j++)
          for (let channel = 0; channel < channels; channel++) {
            const y = row * stride[0] + i - before[0];
            const x = column * stride[1] + j - before[1];
            const inside = y >= 0 && y < image[0] && x >= 0 && x < image[1];
            sources.push(inside ? (y * image[1] + x) * channels + channel : undefined);
          }
  return sources;
}

export const naiveWindow: NaiveOperation<OfKind<'window'>> = {
  forward(context, operation) {
    const sources = sourcesOf(context, operation);
    return context.values[operation.x].map((row) =>
      sources.map((source) => (source === undefined ? 0 : row[source])),
    );
  },
  backward(context, operation, { gradient }) {
    const sources = sourcesOf(context, operation);
    gradient.forEach((row, m) =>
      sources.forEach((source, i) => {
        if (source !== undefined) context.gradients[operation.x][m][source] += row[i];
      }),
    );
  },
};
