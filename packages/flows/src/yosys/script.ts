import { CodesignError } from '@nx-codesign/ir';
import type { PartFamily } from '@nx-codesign/hardware';
import { compareMapFile } from './compareMap';
import type { SynthesisJob } from './job';

/** Name of the script file. */
export const scriptFile = 'synthesize.ys';
/** File that the script writes the cell counts to. */
export const statisticsFile = 'statistics.json';
/** File with the technology mapping of `$alu` to the family's carry cells. */
export const carryMapFile = 'carry_map.v';
/** File with the mapping of the gates in front of carry chains to LUTs. */
export const sumMapFile = 'sum_map.v';
/** File with the black boxes of the family's cells that the design instantiates. */
export const cellsFile = 'cells.v';
/** Begins each progress line that the script prints to standard error. */
export const progressPrefix = 'codesign: ';

export interface ScriptOptions {
  /** Option that makes `synth_ice40` and `synth_ecp5` map with abc: older versions do so without one. */
  readonly abc?: '-noabc9' | '';
  /** Option that makes `flatten` leave no cells behind which name the former modules: newer versions have it. */
  readonly flatten?: '-noscopeinfo' | '';
}

/**
 * The Yosys script of a job (a pure plan). The mapped netlist goes to standard output: written to a file of the
 * in-memory file system it takes time quadratic in its size.
 */
export function scriptOf(job: SynthesisJob, options: ScriptOptions = {}): string {
  const { top, files, libraryFiles = {}, family } = job;
  safeName(top);
  const lines = [
    step('reading'),
    ...Object.keys(libraryFiles)
      .sort()
      .map((file) => `read_verilog -lib ${safeName(file)}`),
    ...Object.keys(files)
      .sort()
      .map((file) => `read_verilog -icells ${safeName(file)}`),
    ...mapping[family](job, { abc: '-noabc9', flatten: '-noscopeinfo', ...options }),
    step('writing'),
    'delete =A:blackbox',
    'delete t:$scopeinfo',
    'opt_clean -purge',
    'setattr -unset src',
    'setattr -unset src w:*',
    'setattr -unset src -unset module_not_derived c:*',
    `tee -q -o ${statisticsFile} stat -json`,
    'write_json',
  ];
  return `${lines.join('\n')}\n`;
}

const mapping: Readonly<
  Record<PartFamily, (job: SynthesisJob, options: Required<ScriptOptions>) => string[]>
> = {
  xcup: xilinxSteps,
  xc7: xilinxSteps,
  ice40: (job, { abc }) => [
    ...blackBoxes(job, 'SB_MAC16', '-D ICE40_U -lib +/ice40/cells_sim.v'),
    ...comparisons(job.top),
    `synth_ice40 ${abc} -nobram -top ${job.top}`,
  ],
  ecp5: (job, { abc }) => [
    ...blackBoxes(job, 'MULT18X18D', '-lib +/ecp5/cells_bb.v'),
    ...comparisons(job.top),
    `synth_ecp5 ${abc} -nobram -nolutram -nodsp -top ${job.top}`,
  ],
};

/**
 * Shorter than `synth_xilinx`, with the same LUT counts, true CARRY8 and a fraction of the time. What is there many times
 * is worked on once: the adders keep their borders (`adderModules`) until their cells are chosen, one module for each width.
 * Nor does abc see a gate in front of a carry chain (`sumBit`) unless other logic drives it: nothing could be merged.
 * Tables become memories in `proc`, and `memory` makes smaller logic of them than of multiplexers.
 */
function xilinxSteps({ top, files }: SynthesisJob, { flatten }: Required<ScriptOptions>): string[] {
  const hasTables = Object.values(files).some((text) => /\bcase\b/.test(text));
  return [
    `read_verilog -lib ${cellsFile}`,
    `hierarchy -check -top ${top}`,
    `proc; flatten ${flatten}; ${hasTables ? 'memory; ' : ''}opt_expr; opt_merge; wreduce; peepopt`,
    step('mapping adders'),
    `techmap -map ${compareMapFile}`,
    'opt_expr; alumacc; opt_expr',
    `techmap -map +/techmap.v -D LUT_SIZE=6 -map ${carryMapFile}`,
    'opt_expr; opt_merge; opt_dff; opt_clean -purge',
    'setattr -mod -unset keep_hierarchy A:keep_hierarchy',
    `flatten ${flatten}; opt_expr; opt_merge`,
    'dfflegalize -cell $_DFFE_?P?P_ 01 -cell $_SDFFE_?P?P_ 01',
    step('mapping LUTs'),
    'select -set gates t:$_* t:$_*DFF* %d',
    'select -set logic @gates n:*.sumBit %d',
    'abc -luts 2:2,3,6:5 @logic %co6 @logic %u @gates %i',
    'opt_lut_ins -tech xilinx',
    `techmap -map ${sumMapFile} -map +/xilinx/ff_map.v -map +/xilinx/lut_map.v -D LUT_WIDTH=6`,
  ];
}

/** The library with a cell that a file instantiates: the family's own script reads it too late. */
function blackBoxes({ files }: SynthesisJob, cell: string, library: string): string[] {
  return Object.values(files).some((text) => text.includes(`${cell} #(`)) ? [`read_verilog ${library}`] : [];
}

/** Ahead of a family's own script. */
function comparisons(top: string): string[] {
  return [
    step('synthesising'),
    `hierarchy -check -top ${top}`,
    `proc; flatten; opt_expr; opt_merge; wreduce; techmap -map ${compareMapFile}`,
  ];
}

function step(name: string): string {
  return `log -stderr ${progressPrefix}${name}`;
}

/** Names go into a script unquoted, so only plain ones pass. */
function safeName(name: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(name)) return name;
  const expected = 'a letter followed by letters, digits, "_", "." and "-"';
  throw new CodesignError(
    'flows.badName',
    `The file or module name ${JSON.stringify(name)} is not ${expected}. Rename it.`,
  );
}
