import type { SearchAnalysis } from '../records/searchAnalysis';
import type { Table } from './table';

/** Which trial each policy chose, and why. */
export function choiceTable(chosen: SearchAnalysis['chosen']): Table {
  return {
    title: 'Why each variant was chosen',
    content: 'words',
    columns: ['policy', 'trial', 'why'],
    rows: chosen.map(({ policy, trial, why }) => [policy, String(trial), why]),
  };
}
