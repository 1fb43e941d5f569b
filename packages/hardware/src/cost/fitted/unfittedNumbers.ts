import type { PartFamily } from '../../parts/part';
import type { CostNumbers } from './fittedModel';
import { fittedModels } from './fittedModels';

const { lutsPerUnit, expectedLutsPerUnit, expectedFfs, netlistPath } = fittedModels.xcup;
const ultraScalePlus: CostNumbers = { lutsPerUnit, expectedLutsPerUnit, expectedFfs, netlistPath };

/**
 * Four-input LUTs: an adder of three operands is two adders, a bit of a carry chain takes a LUT of its own with a
 * constant operand too, a comparison takes nearly two for two bits, and paths are taken as the delay model has them.
 */
const fourInputs: CostNumbers = {
  ...ultraScalePlus,
  lutsPerUnit: { ...lutsPerUnit, ternaryBits: 2, loneBits: 1, invertedBits: 1, comparedBits: 1.9 },
  expectedLutsPerUnit: {
    known: { ...expectedLutsPerUnit.known, adderBits: 1.15 },
    assumed: { ...expectedLutsPerUnit.assumed, adderBits: 1.15 },
  },
  netlistPath: 1,
};

/**
 * Numbers for families that are not in `fittedModels`: those of UltraScale+, and what the cells suggest where they
 * differ. Not measured: no network was synthesised, there is no range and no error.
 */
export const unfittedNumbers: Readonly<Record<PartFamily, CostNumbers>> = {
  xcup: ultraScalePlus,
  xc7: ultraScalePlus,
  // A carry cell of iCE40 reads its operands beside the LUT: a negated one needs a LUT to invert it.
  ice40: { ...fourInputs, lutsPerUnit: { ...fourInputs.lutsPerUnit, negatedBits: 0.9 } },
  ecp5: { ...fourInputs, lutsPerUnit: { ...fourInputs.lutsPerUnit, negatedBits: 0.1 } },
};
