import { interpret, lower } from '@nx-codesign/ir';
import { predict } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { PrunedVariant } from '../records/variants';
import { inputIntegers } from './inputIntegers';
import { splitOf, type Job } from './job';

/** The engine's forward pass against the interpreter on the test split, integer for integer. */
export const compareEngine: Job<Model, PrunedVariant['engineCheck']> = (
  { network, weights },
  { splits, engine },
) => {
  const { x, count } = splitOf(splits, 'test');
  const program = lower(network, weights);
  const { fraction } = program.operations[program.output];
  const expected = interpret(program, inputIntegers(x, network.input.format), count);
  const actual = predict(engine(), { network, weights, x, count });
  const outputs = expected.length / count;
  let mismatches = 0;
  for (let vector = 0; vector < count; vector++) {
    const row = Array.from({ length: outputs }, (_, output) => vector * outputs + output);
    if (row.some((at) => actual[at] * 2 ** fraction !== expected[at])) mismatches++;
  }
  return { engine: engine().name, vectors: count, mismatches };
};
