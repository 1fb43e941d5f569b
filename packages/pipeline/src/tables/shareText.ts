/** A share of what a part has: `39 %`, `5.6 %`; empty where it has none. */
export function shareText(used: number, available: number): string {
  if (available === 0) return '';
  const percent = (100 * used) / available;
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}
