import type { Part } from '../../parts/part';

export interface ProjectOptions {
  /** Stem of the file names. */
  readonly name: string;
  readonly top: string;
  readonly header: string;
}

/** Compiler flags of the emitted sources, relative to the project's folder. */
const flags = '-std=c++14 -O2 -Wno-unknown-pragmas';

/** `build.sh`: the test bench with a plain C++ compiler, on Vitis' own types where `XILINX_HLS` points at them. */
export function buildScript({ name, header }: ProjectOptions): string {
  return `#!/bin/sh
${header}
# Compiles the test bench to ./${name}_test with \${CXX:-g++}; needs no Vitis. With XILINX_HLS set to the folder of an
# installed Vitis HLS, its own headers take the place of firmware/ap_types.
set -eu
cd "$(dirname "$0")"
if [ -n "\${XILINX_HLS:-}" ]; then
    set -- -isystem "$XILINX_HLS/include"
else
    set -- -Ifirmware/ap_types
fi
"\${CXX:-g++}" ${flags} "$@" firmware/${name}.cpp ${name}_test.cpp -o ${name}_test
`;
}

/** `build_prj.tcl`: C simulation, synthesis, co-simulation and export in Vitis HLS. */
export function projectScript(
  { name, top, header }: ProjectOptions,
  { part, clockPeriodNs }: { part: Part; clockPeriodNs: number },
): string {
  return `${header}
# Since 2024.1:  vitis-run --mode hls --tcl build_prj.tcl
# Up to 2023.2:  vitis_hls -f build_prj.tcl
# CODESIGN_HLS_STEPS picks the steps, CODESIGN_COSIM_VECTORS how many vectors the slow co-simulation runs.

set steps {csim csynth cosim export}
if {[info exists env(CODESIGN_HLS_STEPS)]} { set steps $env(CODESIGN_HLS_STEPS) }
set cosim_vectors 100
if {[info exists env(CODESIGN_COSIM_VECTORS)]} { set cosim_vectors $env(CODESIGN_COSIM_VECTORS) }
foreach step $steps {
    if {$step ni {csim csynth cosim export}} { error "Unknown step '$step': allowed are csim, csynth, cosim, export" }
}

set root [file normalize [file dirname [info script]]]
cd $root
set vectors [expr {[file isdirectory vectors] ? "vectors" : "../vectors"}]

open_project -reset ${name}_prj
set_top ${top}
add_files firmware/${name}.cpp -cflags "-std=c++14"
add_files -tb ${name}_test.cpp -cflags "-std=c++14"
open_solution -reset solution1 -flow_target vivado
set_part ${part.name}
create_clock -period ${clockPeriodNs} -name default

set files "[file normalize $vectors/stimuli.dat] [file normalize $vectors/expected.dat] results.dat"
if {"csim" in $steps} { csim_design -argv $files }
if {"csynth" in $steps} { csynth_design }
if {"cosim" in $steps} { cosim_design -argv "$files $cosim_vectors" }
if {"export" in $steps} { export_design -format ip_catalog }
exit
`;
}
