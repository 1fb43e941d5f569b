import { addersFile, type PartFamily } from '@nx-codesign/hardware';
import { compareMap, compareMapFile } from './compareMap';
import type { SynthesisJob } from './job';
import { carryMapFile, cellsFile, scriptFile, scriptOf, sumMapFile, type ScriptOptions } from './script';
import { carrySlices, xilinxBlackBoxes, xilinxCarryMap, xilinxSumMap, type CarrySlice } from './xilinxCells';
import { adderModules } from './adders';
import { multiplierModules, xilinxDspBlackBoxes } from './multipliers';

/** Files of a family's own that its script reads. */
const familyFiles: Readonly<Record<PartFamily, Readonly<Record<string, string>>>> = {
  xcup: xilinxFiles(carrySlices.xcup),
  xc7: xilinxFiles(carrySlices.xc7),
  ice40: {},
  ecp5: {},
};

/**
 * Modules that stay black boxes are known by their heads: less to read, and what wires them is not synthesised again when
 * only their insides change. A file that does not begin as the emitted ones do stays whole.
 */
function portsOnly(files: SynthesisJob['files']): Record<string, string> {
  const module = /^\s*(module \w+ \([^()]*\);)\n[^]*\nendmodule\s*$/;
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const head = text.split('endmodule').length === 2 ? module.exec(text)?.[1] : undefined;
      return [name, head === undefined ? text : `${head}\nendmodule\n`];
    }),
  );
}

function xilinxFiles(slice: CarrySlice): Record<string, string> {
  return {
    [cellsFile]: xilinxBlackBoxes,
    [carryMapFile]: xilinxCarryMap(slice),
    [sumMapFile]: xilinxSumMap,
  };
}

/** Everything that Yosys is given for a job: arguments and files. The same job gives the same plan. */
export interface SynthesisPlan {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Comments become empty: they name the network, and a module that is the same in two networks is to be synthesised once.
 * The lines stay, so that messages name the right ones. Text in quotes, of which an emitted file has none, is kept.
 */
function withoutComments(files: SynthesisJob['files']): Record<string, string> {
  const commentOrText = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/g;
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replace(commentOrText, (found) => (found.startsWith('"') ? found : '')),
    ]),
  );
}

/** Throws `flows.badName` for a file or module name that a script cannot take. */
export function planSynthesis(job: SynthesisJob, options: ScriptOptions = {}): SynthesisPlan {
  const files = withoutComments(job.files);
  const multiplies = /^module multiply/m.test(files[addersFile] ?? '');
  if (files[addersFile] !== undefined) {
    files[addersFile] = adderModules(job.family) + (multiplies ? multiplierModules(job.family) : '');
  }
  const script = scriptOf({ ...job, files }, options);
  return {
    args: ['-q', '-s', scriptFile],
    files: {
      ...portsOnly(withoutComments(job.libraryFiles ?? {})),
      ...files,
      ...familyFiles[job.family],
      [compareMapFile]: compareMap(job.family),
      ...(multiplies &&
        carrySlices[job.family] !== undefined && { [cellsFile]: xilinxBlackBoxes + xilinxDspBlackBoxes }),
      [scriptFile]: script,
    },
  };
}
