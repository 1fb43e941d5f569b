import { interpret, lower, networkHash } from '@nx-codesign/ir';
import {
  buildDesign,
  costOfDesign,
  designJson,
  emitHls,
  emitVerilog,
  type BlockOptions,
  type DesignDescription,
  type DesignOptions,
} from '@nx-codesign/hardware';
import type { Model } from '../artefacts/networkFiles';
import type { Costs } from '../records/costs';
import { countCosts, estimatedCosts, type Device } from './estimate';
import type { Job } from './job';

export interface EmitDesignInput extends Model, Device {
  readonly targets: readonly ('vitis' | 'verilog')[];
  /** `[count, inputs]` */
  readonly stimuli: Int32Array;
  readonly count: number;
  readonly reuseFactor: number;
  /** Multiplications in DSP blocks; all in LUTs if absent. */
  readonly multipliers?: BlockOptions;
  /** LUT levels that adder trees may take over the fewest; as many as pay for themselves if absent. */
  readonly extraDepth?: DesignOptions['extraDepth'];
}

export interface EmitDesignOutput {
  readonly description: DesignDescription;
  /** Counts of the network, and costs of the built design before synthesis. */
  readonly estimated: Costs;
  /** Text by path, in `verilog/` and `vitis/`. */
  readonly files: Readonly<Record<string, string>>;
  /** `[count, outputs]`, what the interpreter gives for the stimuli. */
  readonly expected: Int32Array;
}

/** Lowers a network to hardware, writes it down for each target, and computes what it must answer. */
export const emitDesign: Job<EmitDesignInput, EmitDesignOutput> = (input) => {
  const { network, weights, targets, stimuli, count, ...options } = input;
  const program = lower(network, weights);
  const hash = networkHash(network, weights);
  const design = buildDesign(program, options);
  const emitters = {
    verilog: () => emitVerilog(design, { networkHash: hash }),
    vitis: () => emitHls(program, { ...options, name: design.name, networkHash: hash }),
  };
  const files = targets.flatMap((target) =>
    Object.entries(emitters[target]()).map(([path, text]) => [`${target}/${path}`, text]),
  );
  return {
    description: designJson(design),
    estimated: { ...countCosts({ network, weights }), ...estimatedCosts(costOfDesign(design)) },
    files: Object.fromEntries(files) as Record<string, string>,
    expected: interpret(program, stimuli, count),
  };
};
