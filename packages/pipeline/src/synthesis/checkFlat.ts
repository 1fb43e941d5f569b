import { findPart, type DesignDescription } from '@nx-codesign/hardware';
import { readModel } from '../artefacts/networkFiles';
import type { Vectors } from '../vectors/vectorFiles';
import type { Bench } from './bench';
import { moduleFiles, type GateCheck } from './checkGates';

/** Synthesises a design as one module and runs every vector through its gates. */
export async function checkFlat(
  bench: Bench,
  name: string,
  { description, vectors }: { readonly description: DesignDescription; readonly vectors: Vectors },
): Promise<GateCheck> {
  const { top, part, files } = description;
  const texts = files.map((file) => [file, bench.reader.text('hls-emit', `${name}/verilog/${file}`)]);
  const module = await bench.synthesis.synthesize({
    top,
    files: Object.fromEntries(texts) as Record<string, string>,
    family: findPart(part).family,
  });
  bench.progress.advance(1);
  const { netlistJson: json, tool } = module;
  const whole = { name: top, json };
  const result = await bench.pool.run('verifyGates', {
    description,
    top: whole,
    modules: [],
    tool,
    vectors,
    faults: 0,
    model: readModel(bench.reader, 'hls-emit', name),
  });
  bench.progress.advance(1);
  return { result, artefacts: moduleFiles(`${name}/flat`, { name: top, module }) };
}
