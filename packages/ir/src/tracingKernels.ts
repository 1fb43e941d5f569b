import { type ChannelFormats, formatsOf, isPerChannel } from './channelFormats';
import { CodesignError } from './error';
import { checkFixed, describeFixed, type Fixed, toInteger } from './fixed';
import type { Kernels } from './kernels';
import type { Operation, ValueId } from './program';
import { aggregatedShape, checkAdded, checkMatrix, checkMultiplied, reshaped } from './shapes';
import { isIdentityWindow, windowedShape } from './window/windowedShape';

/** Kernels that append operations of one layer to a program and give their indices. */
export function tracingKernels(operations: Operation[], layer: string): Kernels<ValueId> {
  const shapeOf = (value: ValueId) => operations[value].shape;
  const append = (operation: Operation) => operations.push(operation) - 1;
  const elementwise = (x: ValueId) => ({ layer, shape: shapeOf(x), x });
  const aggregated = (x: ValueId) => ({ layer, shape: aggregatedShape(layer, shapeOf(x)), x });
  return {
    shapeOf,
    matvec(x, kernel) {
      checkMatrix(layer, shapeOf(x), shapeOf(kernel));
      const shape = [...shapeOf(x).slice(0, -1), shapeOf(kernel)[1]];
      return append({ kind: 'matvec', layer, shape, x, kernel });
    },
    add(a, b) {
      checkAdded(layer, shapeOf(a), shapeOf(b));
      return append({ kind: 'add', layer, shape: shapeOf(a), a, b });
    },
    multiply(a, b) {
      checkMultiplied(layer, shapeOf(a), shapeOf(b));
      return append({ kind: 'multiply', layer, shape: shapeOf(a), a, b });
    },
    window(x, options) {
      const shape = windowedShape(layer, shapeOf(x), options);
      return isIdentityWindow(options) ? x : append({ kind: 'window', layer, shape, x, ...options });
    },
    max: (x) => append({ kind: 'max', ...aggregated(x) }),
    sum: (x) => append({ kind: 'sum', ...aggregated(x) }),
    scale(x, factor, format) {
      if (format !== undefined) checkFactor(layer, factor, format);
      return append({ kind: 'scale', ...elementwise(x), factor, ...(format && { format }) });
    },
    dropout: (x, rate) => append({ kind: 'dropout', ...elementwise(x), rate }),
    relu: (x) => append({ kind: 'relu', ...elementwise(x) }),
    leakyRelu: (x, slopeShift) => append({ kind: 'leakyRelu', ...elementwise(x), slopeShift }),
    table(x, tabulated, output) {
      if (output !== undefined) checkFixed(output, `Layer '${layer}', output`);
      return append({ kind: 'table', ...elementwise(x), function: tabulated, output });
    },
    reshape: (x, shape) => append({ kind: 'reshape', layer, shape: reshaped(layer, shapeOf(x), shape), x }),
    quantize(x, format) {
      if (format === undefined) return x;
      checkFormats(layer, shapeOf(x), format);
      return append({ kind: 'quantize', ...elementwise(x), format });
    },
    normalize: (x, normalization, options) =>
      append({ kind: 'normalize', ...elementwise(x), ...normalization, ...options }),
  };
}

function checkFormats(layer: string, shape: readonly number[], formats: ChannelFormats): void {
  for (const format of formatsOf(formats)) checkFixed(format, `Layer '${layer}'`);
  const channels = shape.at(-1)!;
  if (!isPerChannel(formats) || formats.length === channels) return;
  throw new CodesignError(
    'format.channels',
    `Layer '${layer}': a list of formats has one for each of the ${channels} channels, got ${formats.length}.`,
  );
}

function checkFactor(layer: string, factor: number, format: Fixed): void {
  checkFixed(format, `Layer '${layer}', factor ${factor}`);
  if (toInteger(factor, format) !== 0) return;
  throw new CodesignError(
    'format.factor',
    `Layer '${layer}': the factor ${factor} is 0 in its format (${describeFixed(format)}): give it more bits after the point.`,
  );
}
