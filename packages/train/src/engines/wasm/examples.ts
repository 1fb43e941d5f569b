import type { Batch, SessionOptions } from '../../training/types';
import { checkedLabel, checkRows } from '../checkBatch';
import { exampleWeight } from './loss';
import { exampleBytes } from './places';
import type { Plan } from './plan';

export interface Examples {
  /** Throws for a batch of the wrong size or with labels that are no class; returns the sum of its examples' weights. */
  check(batch: Batch): number;
  /** Copies `rows` examples of a batch into the arena, from its `first` on. */
  load(batch: Batch, first: number, rows: number): void;
  /** Copies `rows` consecutive examples, without targets. */
  loadRange(x: Float32Array, first: number, rows: number): void;
  readOutputs(target: Float32Array, first: number, rows: number): void;
}

/** Moves examples between data sets and the padded rows of the arena; indices are floats, not bytes. */
export function createExamples(plan: Plan, options: SessionOptions, buffer: ArrayBuffer): Examples {
  const { outputs } = plan;
  const floats = new Float32Array(buffer);
  const labels = new Int32Array(buffer);
  const output = plan.output.address / 4;
  const outputStride = plan.output.stride / 4;
  const targets = plan.loss.targets / 4;
  const loadExample = exampleLoader(plan, floats);
  const classification = options.loss === 'softmaxCrossEntropy';
  return {
    check({ y, indices }) {
      checkRows(indices.length, options.maxBatch);
      if (!classification) return indices.length;
      let weights = 0;
      for (const row of indices) weights += exampleWeight(options, checkedLabel(y[row], outputs));
      return weights;
    },
    load({ x, y, indices }, first, rows) {
      for (let row = 0; row < rows; row++) {
        const source = indices[first + row];
        loadExample(x, source, row);
        if (classification) labels[targets + row] = y[source];
        else for (let i = 0; i < outputs; i++) floats[targets + row * outputs + i] = y[source * outputs + i];
      }
    },
    loadRange(x, first, rows) {
      for (let row = 0; row < rows; row++) loadExample(x, first + row, row);
    },
    readOutputs(target, first, rows) {
      for (let row = 0; row < rows; row++) {
        const from = output + row * outputStride;
        for (let i = 0; i < outputs; i++) target[(first + row) * outputs + i] = floats[from + i];
      }
    },
  };
}

/** Copies example `source` of a data set to example `row` of the arena. */
function exampleLoader({ input, inputs }: Plan, floats: Float32Array) {
  const { rows, columns, address } = input;
  const stride = input.stride / 4;
  const exampleFloats = exampleBytes(input) / 4;
  return (x: Float32Array, source: number, row: number): void => {
    let from = source * inputs;
    let to = address / 4 + row * exampleFloats;
    for (let position = 0; position < rows; position++) {
      for (let i = 0; i < columns; i++) floats[to + i] = x[from + i];
      from += columns;
      to += stride;
    }
  };
}
