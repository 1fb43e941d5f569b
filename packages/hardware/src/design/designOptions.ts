/** What a design is built for, and how. */
export interface DesignOptions {
  /** Clock period that the pipeline stages have to meet by the delay model, in ns. */
  readonly clockPeriodNs: number;
  /** Name of the device; its family decides delays and adders. */
  readonly part: string;
  /** Inputs of an adder; by default what the part's family adds at one LUT per bit. */
  readonly adderInputs?: 2 | 3;
  /** 0 keeps adder trees as shallow as they can be, 1 (the default) allows a level more for less logic. */
  readonly extraDepth?: 0 | 1;
}
