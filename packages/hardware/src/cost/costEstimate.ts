/** The device that a cost is estimated for. */
export interface DeviceOptions {
  /** Name of the part, see `parts`. */
  readonly part: string;
  readonly clockPeriodNs: number;
}

/** Cost of a design before synthesis: an estimate, never to be added to synthesised figures. */
export interface CostEstimate {
  readonly mark: 'estimated';
  readonly luts: number;
  readonly ffs: number;
  /** Carry cells, of a built design only. */
  readonly carries?: number;
  /** DSP blocks, of a built design only, which has them on request; exact. */
  readonly dsps?: number;
  readonly latencyCycles: number;
  /** Longest register-to-register delay by the delay model, in ns to 1 ps. */
  readonly criticalPathNs: number;
  /** Of the mapped netlist, by the fitted ratio of its paths to those of the delay model. */
  readonly maxFrequencyMHz: number;
  /** Whether the clock period is at least the critical path. */
  readonly meetsClock: boolean;
  /** Cycles times the clock period, or times the critical path where that is longer: the clock is then slower. */
  readonly latencyNs: number;
  readonly adderBits: number;
  /** What of the network no sample of the fit covers, in words; the estimate is an extrapolation unless it is empty. */
  readonly outside: readonly string[];
}
