import type { Part } from './part';
import { parts } from './parts';
import { shortagesOf, type Demand } from './shortages';

/**
 * The parts of the table that hold a design as it was counted for `part`: those of its family first, each by its LUTs. A part
 * of another family counts only where its LUTs have at least as many inputs, since its counts are no larger then;
 * carry cells, whose sizes differ, are not compared.
 */
export function fittingParts(part: Part, demand: Demand): Part[] {
  const withoutCarries = { ...demand, carries: 0 };
  const fits = (candidate: Part): boolean => {
    if (candidate.family === part.family) return shortagesOf(candidate, demand).length === 0;
    return candidate.lutInputs >= part.lutInputs && shortagesOf(candidate, withoutCarries).length === 0;
  };
  const isOther = ({ family }: Part) => Number(family !== part.family);
  return parts.filter(fits).sort((a, b) => isOther(a) - isOther(b) || a.luts - b.luts);
}
