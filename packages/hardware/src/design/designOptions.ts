import type { ExtraDepth } from '../adderGraph/adderStyle';
import type { BlockOptions } from '../multipliers/blockOptions';

/** What a design is built for, and how. */
export interface DesignOptions {
  /** Clock period that the pipeline stages have to meet by the delay model, in ns. */
  readonly clockPeriodNs: number;
  /** Name of the device; its family decides delays and adders. */
  readonly part: string;
  /** Inputs of an adder; by default what the part's family adds at one LUT per bit. */
  readonly adderInputs?: 2 | 3;
  /**
   * LUT levels that a layer's adder trees may take over the shallowest ones, for less logic; by default each level that
   * saves 15 % of the layer's adder bits. `fastest`: those with which a module takes the fewest clocks.
   */
  readonly extraDepth?: ExtraDepth | 'fastest';
  /**
   * How often an instance of a layer with many positions is used for each vector (R), which is also the initiation
   * interval; 1 if absent. See `legalReuseFactors`.
   */
  readonly reuseFactor?: number;
  /** Multiplications in DSP blocks; all in LUTs if absent. */
  readonly multipliers?: BlockOptions;
}
