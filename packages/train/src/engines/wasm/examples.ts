import { CodesignError } from '@nx-codesign/ir';
import type { Batch, SessionOptions } from '../../training/types';
import type { Plan } from './plan';

export interface Examples {
  /** Copies a batch into the arena and returns its number of rows. */
  load(batch: Batch): number;
  /** Copies `rows` consecutive examples, without targets. */
  loadRange(x: Float32Array, first: number, rows: number): void;
  readOutputs(target: Float32Array, first: number, rows: number): void;
}

/** Moves examples between data sets and the padded rows of the arena; indices are floats, not bytes. */
export function createExamples(plan: Plan, options: SessionOptions, buffer: ArrayBuffer): Examples {
  const { inputs, outputs } = plan;
  const floats = new Float32Array(buffer);
  const labels = new Int32Array(buffer);
  const input = plan.input.address / 4;
  const inputStride = plan.input.stride / 4;
  const output = plan.output.address / 4;
  const outputStride = plan.output.stride / 4;
  const targets = plan.loss.targets / 4;

  function loadRow(x: Float32Array, source: number, row: number): void {
    const from = source * inputs;
    const to = input + row * inputStride;
    for (let i = 0; i < inputs; i++) floats[to + i] = x[from + i];
  }

  return {
    load({ x, y, indices }) {
      checkBatch(indices.length, options.maxBatch);
      for (let row = 0; row < indices.length; row++) {
        const source = indices[row];
        loadRow(x, source, row);
        if (options.loss === 'softmaxCrossEntropy') labels[targets + row] = checkedLabel(y[source], outputs);
        else for (let i = 0; i < outputs; i++) floats[targets + row * outputs + i] = y[source * outputs + i];
      }
      return indices.length;
    },
    loadRange(x, first, rows) {
      for (let row = 0; row < rows; row++) loadRow(x, first + row, row);
    },
    readOutputs(target, first, rows) {
      for (let row = 0; row < rows; row++) {
        const from = output + row * outputStride;
        for (let i = 0; i < outputs; i++) target[(first + row) * outputs + i] = floats[from + i];
      }
    },
  };
}

function checkBatch(rows: number, maxBatch: number): void {
  if (rows >= 1 && rows <= maxBatch) return;
  throw new CodesignError(
    'engine.batchSize',
    `A batch of this session has 1 to ${maxBatch} examples, got ${rows}.`,
  );
}

/** Also refuses what is outside the data set: an undefined label is no class. */
function checkedLabel(label: number, classes: number): number {
  if (label >= 0 && label < classes) return label;
  throw new CodesignError(
    'train.label',
    `Labels of a network with ${classes} outputs are 0 to ${classes - 1}, got ${label}.`,
  );
}
