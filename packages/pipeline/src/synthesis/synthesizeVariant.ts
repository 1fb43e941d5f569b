import type { MismatchPlace } from '@nx-codesign/flows';
import type { DesignDescription } from '@nx-codesign/hardware';
import { CodesignError } from '@nx-codesign/ir';
import type { Artefacts } from '../artefacts/writeFolder';
import type { GateCoverage } from '../jobs/gateCoverage';
import type { VerifyGatesOutput } from '../jobs/verifyGates';
import type { Timing, VectorCheck, Verification } from '../records/checks';
import type { EmittedVariant, Synthesized } from '../records/variants';
import { readVectors } from '../vectors/vectorFiles';
import type { Bench } from './bench';
import { checkCpp } from './checkCpp';
import { checkFlat } from './checkFlat';
import { checkGates } from './checkGates';
import { checkRtl } from './checkRtl';
import { refuseMisfit } from './fit';
import { legalReuseOf } from './legalReuse';
import { placedTiming, placedUtilization } from './placedFigures';
import { placeVariant } from './placeVariant';

/** A variant with its files, and what its C++ and its Verilog were checked with. */
export interface SynthesisResult extends Synthesized {
  readonly artefacts: Artefacts;
  readonly compiler?: string;
  readonly simulator?: string;
}

/** Builds one variant and checks it. Throws `synthesize.mismatch` if one vector differs from the interpreter. */
export async function synthesizeVariant(
  bench: Bench,
  variant: EmittedVariant,
  description: DesignDescription,
): Promise<SynthesisResult> {
  const { name, engineCheck } = variant;
  const vectors = readVectors(bench.reader, 'hls-emit', `${name}/vectors`);
  const [gates, flat, placed, { result: cpp, compiler }, { result: rtl, simulator, ...rtlWhere }] =
    await Promise.all([
      checkGates(bench, name, { description, vectors }),
      bench.config.synthesize.flat ? checkFlat(bench, name, { description, vectors }) : undefined,
      placeVariant(bench, name, { description, vectors }),
      bench.compile(() => checkCpp(bench, variant, vectors)),
      bench.compile(() => checkRtl(bench, name, { description, vectors })),
    ]);
  bench.progress.advance(2);
  const { comparison, metric, coverage, utilization, moduleUtilization } = gates.result;
  refuseMisfit({
    ...{ name, part: description.part, total: utilization },
    initiationInterval: description.initiationInterval,
    legalReuse: () => legalReuseOf(bench.reader, name),
  });
  refuseMismatches(`the gates of ${name}`, comparison, { place: gates.result.mismatchPlace });
  if (coverage) refuseMismatches(`the gates of ${name} on added vectors`, coverage.added.comparison);
  if (flat) refuseMismatches(`the flat gates of ${name}`, flat.result.comparison);
  if (placed && 'comparison' in placed) refuseMismatches(`the wrapper of ${name}`, placed.comparison);
  const bitstream = placed && 'bitstream' in placed ? placed.bitstream.result : undefined;
  if (bitstream && 'mismatches' in bitstream) refuseMismatches(`the bitstream of ${name}`, bitstream);
  if ('mismatches' in cpp) refuseMismatches(`the C++ of ${name}`, cpp);
  if ('mismatches' in rtl) refuseMismatches(`the Verilog of ${name} before synthesis`, rtl, rtlWhere);
  return {
    variant,
    utilization: {
      name,
      part: description.part,
      total: utilization,
      ...(flat && { flat: { utilization: flat.result.utilization, lutLevels: flat.result.lutLevels } }),
      ...placedUtilization(placed),
      modules: moduleUtilization,
    },
    timing: { ...timingOf(variant, gates.result), ...placedTiming(variant, placed) },
    verification: {
      name,
      engine: { vectors: engineCheck.vectors, mismatches: engineCheck.mismatches },
      gates: { ...comparison, metric, ...(coverage && { coverage: coverageRecord(coverage) }) },
      ...(placed && 'comparison' in placed && { wrapper: placed.comparison }),
      ...(bitstream && { bitstream }),
      cpp,
      rtl,
    },
    artefacts: {
      ...gates.artefacts,
      ...flat?.artefacts,
      ...(placed && 'artefacts' in placed && placed.artefacts),
    },
    ...(compiler && { compiler }),
    ...(simulator && { simulator }),
  };
}

function coverageRecord({ added, ...counts }: GateCoverage): Verification['gates']['coverage'] {
  return { ...counts, addedVectors: added.count };
}

function timingOf({ name, design }: EmittedVariant, { lutLevels, timing, power }: VerifyGatesOutput): Timing {
  const { latencyCycles, initiationInterval, clockPeriodNs, latencyNs } = design;
  return {
    name,
    latencyCycles,
    initiationInterval,
    clockPeriodNs,
    latencyNs,
    lutLevels,
    ...(timing && { criticalPathNs: timing.criticalPathNs, maxFrequencyMHz: timing.maxFrequencyMHz }),
    ...(power && { power }),
    mark: 'estimated',
  };
}

function refuseMismatches(
  what: string,
  { vectors, mismatches, first }: VectorCheck,
  { mismatch, place }: { readonly mismatch?: string; readonly place?: MismatchPlace } = {},
): void {
  if (mismatches === 0) return;
  const where = first
    ? `; the first is vector ${first.vector}, output ${first.element}: expected ${first.expected}, got ${first.actual}`
    : '';
  throw new CodesignError(
    'synthesize.mismatch',
    `${what} and the interpreter differ in ${mismatches} of ${vectors} vectors${mismatch ?? where}${place ? placeText(place) : ''}. They must agree exactly. This is a fault of nx-codesign: please report it`,
  );
}

/** In words: layer, position, neuron, bits, cycle. */
export function placeText(place: MismatchPlace): string {
  const { layers, position, instance, element, bits, cycle, expected, actual, early } = place;
  const at = position.length > 0 ? ` at position ${position.join(', ')}` : '';
  const bitList =
    bits.length === 0 ? 'unknown bits' : `bit${bits.length === 1 ? '' : 's'} ${bits.join(', ')}`;
  const register =
    early === undefined
      ? ''
      : early > 0
        ? '; it comes a cycle early, as if a register were missing'
        : '; it comes a cycle late, as if there were a register too many';
  return (
    `. It goes wrong in layer ${layers.join(', ')}${at} (instance ${instance}), neuron ${element}, ${bitList}, ` +
    `${cycle} cycles after the vector's first: expected ${expected}, got ${actual}${register}`
  );
}
