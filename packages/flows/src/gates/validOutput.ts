import { CodesignError } from '@nx-codesign/ir';
import { slotBytes } from './memoryLayout';

interface ValidOptions {
  readonly memory: ArrayBufferLike;
  /** Byte address of the bit. */
  readonly address: number;
  /** Groups of lanes. */
  readonly groups: number;
  readonly vectorsPerLane: number;
  readonly latencyCycles: number;
  readonly initiationInterval: number;
}

/** Checks the bit that tells when a result is there: 1 in that cycle in every lane, 0 in the others. */
export class ValidOutput {
  private readonly bytes: Uint8Array;

  constructor(private readonly options: ValidOptions) {
    this.bytes = new Uint8Array(options.memory, options.address, options.groups * slotBytes);
  }

  /** Throws `flows.badHandshake` if the bit is not what it should be in a cycle in which `result` is at the output, if any. */
  check(cycle: number, result: number | undefined): void {
    const { latencyCycles, initiationInterval, vectorsPerLane } = this.options;
    if (cycle < latencyCycles) return;
    const expected = result === undefined ? 0 : 0xff;
    const at = this.bytes.findIndex((byte) => byte !== expected);
    if (at < 0) return;
    const wrong = this.bytes[at] ^ expected;
    const lane = 8 * at + 31 - Math.clz32(wrong & -wrong);
    const vector = lane * vectorsPerLane + Math.floor((cycle - latencyCycles) / initiationInterval);
    const since = (cycle - latencyCycles) % initiationInterval;
    const found =
      result === undefined
        ? `1 in the cycle ${since} after the result of vector ${vector}, where there is none`
        : `0 in cycle ${latencyCycles} of vector ${vector}, where its result is there`;
    const message = `The output that tells when a result is there is ${found}. The netlist does not do what its Verilog should: emit and synthesise again.`;
    throw new CodesignError('flows.badHandshake', message);
  }
}
