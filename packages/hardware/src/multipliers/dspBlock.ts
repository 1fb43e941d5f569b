import type { PartFamily } from '../parts/part';

/** What the multiplier block of a family computes: `a b + addend`, in two's complement. */
export interface DspBlock {
  /** Bits of the wider and of the narrower operand, signs included. */
  readonly aBits: number;
  readonly bBits: number;
  /** Bits of the result and of the addend, sign included; 0 where the block cannot add. */
  readonly addendBits: number;
  readonly source: string;
}

export const dspBlocks: Readonly<Record<PartFamily, DspBlock>> = {
  xcup: { aBits: 27, bBits: 18, addendBits: 48, source: 'DSP48E2, AMD UG579' },
  xc7: { aBits: 25, bBits: 18, addendBits: 48, source: 'DSP48E1, AMD UG479' },
  ice40: { aBits: 16, bBits: 16, addendBits: 32, source: 'SB_MAC16, Lattice FPGA-TN-02007' },
  ecp5: { aBits: 18, bBits: 18, addendBits: 0, source: 'MULT18X18D, Lattice FPGA-TN-02205' },
};
