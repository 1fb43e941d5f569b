import { checkWidths } from '../checkWidths';
import type { IntegerProgram } from '../integerProgram';
import type { Network, Weights } from '../network';
import type { Program } from '../program';
import { trace } from '../trace';
import { checkWeights } from '../weightShapes';
import { boundOperations } from './boundOperation';
import type { Lowered, Lowering } from './drafts';
import { draftOperation } from './draftOperation';
import { foldRounding } from './foldRounding';

/**
 * Lowers a quantised network to what the hardware computes: integers with the exact interval of every element,
 * constants inlined, half steps folded into the constant ahead. Throws a `CodesignError`: `lower.notQuantised`,
 * `lower.offGrid`, `lower.biasFraction`, `lower.batchNorm`, `lower.tableInput` (wider than 10 bits),
 * `lower.unsupported`, `width.tooWide`, `weights.*`, and what `trace` throws.
 */
export function lower(network: Network, weights: Weights): IntegerProgram {
  checkWeights(network, weights);
  return lowerTraced(network.name, trace(network), weights).program;
}

/** Lowers a traced program and tells what became of each of its values. */
export function lowerTraced(
  name: string,
  traced: Program,
  weights: Weights,
): { program: IntegerProgram; lowered: readonly Lowered[] } {
  const lowering: Lowering = { weights, lowered: [], drafts: [] };
  for (const operation of traced.operations) lowering.lowered.push(draftOperation(lowering, operation));
  const output = lowering.lowered[traced.output];
  if (output.kind !== 'value') throw new RangeError('A network ends in a value that depends on its input.');
  const operations = boundOperations(foldRounding(lowering.drafts, output.id));
  const program = { name, operations, output: output.id };
  checkWidths(program);
  return { program, lowered: lowering.lowered };
}
