/** Which multiplications are done in DSP blocks. */
export interface BlockOptions {
  /** Names of layers; all if absent. Those that a network does not have are passed over. */
  readonly layers?: readonly string[];
  /** Most blocks of a design; if absent, all products of the layers that are more than wiring go into blocks. */
  readonly budget?: number;
}
