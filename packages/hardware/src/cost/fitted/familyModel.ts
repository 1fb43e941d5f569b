import type { PartFamily } from '../../parts/part';
import type { CostNumbers, FittedModel } from './fittedModel';
import { fittedModels } from './fittedModels';
import { unfittedNumbers } from './unfittedNumbers';

/** A family's numbers; without `range`, `source` and `errors` where no network of it was fitted to. */
export type FamilyModel = CostNumbers & Partial<FittedModel>;

/** The fitted numbers of a family, or what is assumed of one that was not fitted. */
export function familyModel(family: PartFamily): FamilyModel {
  const fitted: Readonly<Partial<Record<PartFamily, FittedModel>>> = fittedModels;
  return fitted[family] ?? unfittedNumbers[family];
}
