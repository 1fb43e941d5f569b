/** When each node of an adder graph is computed. */
export interface Schedule {
  /**
   * Registers between the module's input and the node's value, by node; a node that reads an older value reads
   * it through `stage[node] - stage[operand]` registers. Constants have stage 0 and are never registered.
   */
  readonly stage: readonly number[];
  /** Clock edges from input to output; the last one is the output register. */
  readonly latencyCycles: number;
  /** Longest register-to-register delay by the delay model, estimated. */
  readonly criticalPathNs: number;
}
