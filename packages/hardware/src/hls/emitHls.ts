import { CodesignError, type IntegerProgram } from '@nx-codesign/ir';
import { inputStreamOf } from '../design/inputStream';
import { findPart } from '../parts/findPart';
import { definesFile, parametersFile, topFile, topHeaderFile } from './files/firmware';
import { originHeader } from './files/header';
import { buildScript, projectScript } from './files/project';
import { testBenchFile } from './files/testBench';
import { apTypes } from './library/apTypes';
import { nnet } from './library/nnet';
import type { HlsPlan } from './plan';
import { planHls } from './planHls';
import { withReuse } from './reuse';

export interface HlsOptions {
  /** Name of the project's files and of the top function: an identifier. */
  readonly name: string;
  /** A part of the device table. */
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly networkHash: string;
  /** How often the hardware of a layer with many positions is used for each vector: the initiation interval; 1 if absent. */
  readonly reuseFactor?: number;
}

/**
 * A Vitis HLS project as text by path: the network as loop nests over exact fixed-point types, a test bench that
 * reads vectors, and scripts. It compiles with plain g++ as well, on the stand-in types in `firmware/ap_types`.
 * `build_prj.tcl` is there for AMD parts only. Throws `hls.name`, `hls.clockPeriod`, `part.unknown` and
 * `hardware.reuseFactor`.
 */
export function emitHls(program: IntegerProgram, options: HlsOptions): Record<string, string> {
  const { name, clockPeriodNs, networkHash } = options;
  const part = findPart(options.part);
  checkName(name);
  if (!(clockPeriodNs > 0 && Number.isFinite(clockPeriodNs))) {
    throw new CodesignError(
      'hls.clockPeriod',
      `A clock period is a number of ns above 0, got ${clockPeriodNs}.`,
    );
  }
  const reuseFactor = options.reuseFactor ?? 1;
  inputStreamOf(program, reuseFactor);
  const plan = planHls(program, name);
  const origin = { networkName: program.name, networkHash };
  const project = { name, top: plan.top, header: originHeader(origin, '#') };
  const hasVitis = part.family === 'xcup' || part.family === 'xc7';
  return {
    ...firmware(plan, originHeader(origin, '//'), reuseFactor),
    [`${name}_test.cpp`]: testBenchFile(plan, originHeader(origin, '//')),
    'build.sh': buildScript(project),
    ...(hasVitis ? { 'build_prj.tcl': projectScript(project, { part, clockPeriodNs }) } : {}),
  };
}

function firmware(plan: HlsPlan, header: string, reuseFactor: number): Record<string, string> {
  const used = [...new Set(plan.calls.map((call) => call.function))].sort();
  return {
    [`firmware/${plan.name}.cpp`]: withReuse(topFile(plan, header), reuseFactor),
    [`firmware/${plan.name}.h`]: topHeaderFile(plan, header),
    'firmware/defines.h': definesFile(plan, header),
    'firmware/parameters.h': parametersFile(plan, header),
    ...Object.fromEntries(
      used.map((name) => [`firmware/nnet/${name}.h`, withReuse(nnet[name], reuseFactor)]),
    ),
    ...Object.fromEntries(Object.entries(apTypes).map(([name, text]) => [`firmware/ap_types/${name}`, text])),
  };
}

/** Names that other files of the project have. */
const takenNames = ['defines', 'parameters', 'ap_common', 'ap_fixed', 'ap_int'];

function checkName(name: string): void {
  if (/^[A-Za-z_]\w*$/.test(name) && !takenNames.includes(name)) return;
  throw new CodesignError(
    'hls.name',
    `An HLS project's name must be letters, digits and underscores, no digit first, ` +
      `and none of ${takenNames.join(', ')}; got '${name}'.`,
  );
}
