import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildDesign,
  costOfDesign,
  uncorrectedOfNetwork,
  type AssumedFeatureValues,
} from '@nx-codesign/hardware';
import { lower, type Weights } from '@nx-codesign/ir';
import { reportFolder } from '../places';
import { drawCandidates, type Candidate } from './candidates';
import { fewestLuts } from './fit';
import { modelOf, type Workshop } from './models';

/** A network that was built and counted, not synthesised, and what is expected of it without its weights. */
export interface BuiltNetwork {
  readonly features: AssumedFeatureValues;
  readonly luts: Ratio;
  readonly ffs: Ratio;
}

/** What was counted, and what an uncorrected estimate says. */
export interface Ratio {
  readonly counted: number;
  readonly expected: number;
}

/** What is kept of a network: the estimate follows from its layers. */
interface Kept {
  readonly seed: number;
  readonly sparsity: number;
  readonly luts: number;
  readonly ffs: number;
}

/** Counts up with each change of the adder graphs or of the fitted LUTs per unit that shows. */
const countVersion = 2;

/**
 * Draws networks as the fit and the evaluation do, from seeds of their own, and counts what is built of them. What was
 * counted is kept. A tenth of a second each.
 */
export function builtNetworks(
  { count, firstSeed }: { readonly count: number; readonly firstSeed: number },
  workshop: Workshop,
): BuiltNetwork[] {
  const known = readKept();
  return drawCandidates('xcup', { count, firstSeed }).flatMap((candidate, index) => {
    if (index % 500 === 499) process.stderr.write(`${index + 1} of ${count} built\n`);
    const { sparsity, luts, ffs } = known.get(candidate.seed) ?? keep(counted(candidate, workshop));
    if (luts < fewestLuts) return [];
    const { design, features } = uncorrectedOfNetwork(candidate.network, { ...candidate, sparsity });
    const registers = design.groups.reduce(
      (sum, { instances, pipeline }) => sum + instances * (pipeline.outputBits + pipeline.innerBits),
      0,
    );
    return [
      {
        features,
        luts: { counted: luts, expected: 2 ** features.logUnits },
        ffs: { counted: Math.max(1, ffs), expected: Math.max(1, registers) },
      },
    ];
  });
}

function counted(candidate: Candidate, workshop: Workshop): Kept {
  const { network, weights } = modelOf(candidate, workshop);
  const { part, clockPeriodNs, seed } = candidate;
  const { luts, ffs } = costOfDesign(buildDesign(lower(network, weights), { part, clockPeriodNs }));
  return { seed, sparsity: zeroShareOf(weights), luts, ffs };
}

function zeroShareOf(weights: Weights): number {
  const kernels = Object.entries(weights).flatMap(([name, { data }]) =>
    name.endsWith('/kernel') ? [data] : [],
  );
  const sum = (of: (data: Float32Array) => number) => kernels.reduce((total, data) => total + of(data), 0);
  return sum((data) => data.filter((value) => value === 0).length) / sum(({ length }) => length);
}

const folder = join(reportFolder, 'cache');
const file = join(folder, `cost-model-built-${countVersion}.jsonl`);

function readKept(): Map<number, Kept> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return new Map(lines.map((line) => JSON.parse(line) as Kept).map((kept) => [kept.seed, kept]));
}

function keep(kept: Kept): Kept {
  mkdirSync(folder, { recursive: true });
  appendFileSync(file, `${JSON.stringify(kept)}\n`);
  return kept;
}
