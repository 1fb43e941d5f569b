import { CodesignError, type IntegerProgram } from '@nx-codesign/ir';
import { findPart } from '../parts/findPart';
import { definesFile, parametersFile, topFile, topHeaderFile } from './files/firmware';
import { originHeader } from './files/header';
import { buildScript, projectScript } from './files/project';
import { testBenchFile } from './files/testBench';
import { apTypes } from './library/apTypes';
import { nnet } from './library/nnet';
import type { HlsPlan } from './plan';
import { planHls } from './planHls';

export interface HlsOptions {
  /** Name of the top function and of its files: a C++ identifier. */
  readonly name: string;
  /** A part of the device table. */
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly networkHash: string;
}

/**
 * A Vitis HLS project as text by path: the network as loop nests over exact fixed-point types, a test bench that
 * reads vectors, and scripts. It compiles with plain g++ as well, on the stand-in types in `firmware/ap_types`.
 * `build_prj.tcl` is there for AMD parts only. Throws `hls.name`, `hls.clockPeriod` and `part.unknown`.
 */
export function emitHls(program: IntegerProgram, options: HlsOptions): Record<string, string> {
  const { name: top, clockPeriodNs, networkHash } = options;
  const part = findPart(options.part);
  checkName(top);
  if (!(clockPeriodNs > 0 && Number.isFinite(clockPeriodNs))) {
    throw new CodesignError(
      'hls.clockPeriod',
      `A clock period is a number of ns above 0, got ${clockPeriodNs}.`,
    );
  }
  const plan = planHls(program, top);
  const origin = { networkName: program.name, networkHash };
  const project = { top, header: originHeader(origin, '#') };
  const hasVitis = part.family === 'xcup' || part.family === 'xc7';
  return {
    ...firmware(plan, originHeader(origin, '//')),
    [`${top}_test.cpp`]: testBenchFile(plan, originHeader(origin, '//')),
    'build.sh': buildScript(project),
    ...(hasVitis ? { 'build_prj.tcl': projectScript(project, { part, clockPeriodNs }) } : {}),
  };
}

function firmware(plan: HlsPlan, header: string): Record<string, string> {
  const used = [...new Set(plan.calls.map((call) => call.function))].sort();
  return {
    [`firmware/${plan.top}.cpp`]: topFile(plan, header),
    [`firmware/${plan.top}.h`]: topHeaderFile(plan, header),
    'firmware/defines.h': definesFile(plan, header),
    'firmware/parameters.h': parametersFile(plan, header),
    ...Object.fromEntries(used.map((name) => [`firmware/nnet/${name}.h`, nnet[name]])),
    ...Object.fromEntries(Object.entries(apTypes).map(([name, text]) => [`firmware/ap_types/${name}`, text])),
  };
}

/** What the one function at C++'s global level cannot be called. */
const reservedNames = new Set(
  (
    'alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl const ' +
    'const_cast constexpr continue decltype default delete do double dynamic_cast else enum explicit export extern ' +
    'false float for friend goto if inline input_t int long main mutable namespace new nnet noexcept not not_eq ' +
    'nullptr operator or or_eq output_t private protected public register reinterpret_cast return short signed ' +
    'sizeof static static_assert static_cast std struct switch template test_bench this thread_local throw true try ' +
    'typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq'
  ).split(' '),
);

function checkName(name: string): void {
  if (/^[A-Za-z_]\w*$/.test(name) && !reservedNames.has(name)) return;
  throw new CodesignError(
    'hls.name',
    `The top function's name must be a C++ identifier and no word of C++ or of the project, got '${name}': ` +
      `letters, digits and underscores, such as 'network1'.`,
  );
}
