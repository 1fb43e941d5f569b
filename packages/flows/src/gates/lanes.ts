import type { ClockedLogic } from './clockedLogic';
import { laneCount } from './memoryLayout';
import type { InputStimulus } from './stimulus';

const mostGroups = 8;

/** Groups of lanes that the simulator evaluates side by side for these vectors. */
export function laneGroups(design: Pick<ClockedLogic, 'parts'>, stimulus: InputStimulus): number {
  return Math.min(groupsWorthwhile(design), groupsFor(stimulus));
}

/** Vectors in a row that one lane takes, the last lanes fewer. */
export function vectorsPerLane(count: number, groups: number): number {
  return Math.ceil(count / (groups * laneCount));
}

/** Groups of lanes share what it costs to fetch code; where instances share it already, they cost more in data. */
function groupsWorthwhile({ parts }: Pick<ClockedLogic, 'parts'>): number {
  const sizes = parts.map(({ logic: { gates, registers }, instances }, part) => {
    const code = gates.length + registers.length;
    return { code, placed: code * (part === 0 ? 1 : instances.length) };
  });
  const sum = (of: 'code' | 'placed') => sizes.reduce((total, size) => total + size[of], 0);
  return Math.max(1, Math.floor((mostGroups * sum('code')) / Math.max(1, sum('placed'))));
}

/** As many groups of lanes as leave each lane twice the vectors that the pipeline takes to fill. */
function groupsFor({ count, latencyCycles, initiationInterval = 1 }: InputStimulus): number {
  const fill = Math.max(1, latencyCycles / initiationInterval);
  return Math.max(1, Math.floor(count / (2 * fill * laneCount)));
}
