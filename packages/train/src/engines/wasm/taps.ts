import type { ValueId } from '@nx-codesign/ir';
import type { PlanDraft } from './draft';
import { windowInPlace } from './fusions';
import type { Taps } from './windowPlaces';
import { planGroups } from './windows';

/** The rows that a maximum or sum combines: windows read in place, or groups of its operand's rows. Planned once. */
export function planTaps(draft: PlanDraft, { x, id }: { readonly x: ValueId; readonly id: ValueId }): Taps {
  const window = windowInPlace(draft.program, draft.fusions, x);
  const known = window === undefined ? draft.groups.get(id) : draft.windows.get(window);
  if (known) return known;
  const groups = planGroups(draft, x);
  draft.groups.set(id, groups);
  return groups;
}
