import { compareIntegers, runHlsTestBench } from '@nx-codesign/flows';
import type { Verification } from '../records/checks';
import type { EmittedVariant } from '../records/variants';
import type { Vectors } from '../vectors/vectorFiles';
import type { StageContext } from '../stages/stage';

export interface CppCheck {
  readonly result: Verification['cpp'];
  /** Name and version, for `run.json`. */
  readonly compiler?: string;
}

/** Compiles the emitted C++ and runs every vector through it; where it cannot be run, says why. */
export async function checkCpp(
  { reader, signal }: StageContext,
  { name, design: { top } }: EmittedVariant,
  { stimuli, expected, count }: Vectors,
): Promise<CppCheck> {
  const folder = `${name}/vitis`;
  const paths = reader.list('hls-emit', folder);
  if (paths.length === 0) return { result: { skipped: 'hlsEmit.targets does not name vitis' } };
  const files = Object.fromEntries(paths.map((path) => [path, reader.text('hls-emit', `${folder}/${path}`)]));
  const outputs = expected.length / count;
  const run = await runHlsTestBench({ files, top, stimuli, count, outputs, signal });
  if (run.status === 'skipped') return { result: { skipped: `${run.missing} is not installed` } };
  const compiler = `g++ ${run.compiler.version}`;
  return { result: compareIntegers(expected, run.results, [count, outputs]), compiler };
}
