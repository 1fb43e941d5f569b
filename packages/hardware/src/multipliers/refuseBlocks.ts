import { CodesignError } from '@nx-codesign/ir';
import type { Part } from '../parts/part';

/** Throws `hardware.dspBlocks` if a design has more DSP blocks than the part. */
export function refuseBlocks(blocks: number, { name, dsps, dspUnit }: Part): void {
  if (blocks <= dsps) return;
  const isNone = dsps === 0;
  throw new CodesignError(
    'hardware.dspBlocks',
    `The multiplications in DSP blocks take ${blocks} of them, ${name} has ${isNone ? 'none' : `${dsps} ${dspUnit}`}. ` +
      (isNone
        ? 'Set multipliers to logic, or choose a part with DSP blocks.'
        : `Set a budget (dspBudget) of ${dsps} or less, so that the products that save most LUTs are chosen, name fewer ` +
          'layers (dspLayers), or choose a larger part.'),
  );
}
