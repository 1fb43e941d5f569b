/** Maps values to positions along one axis of a chart. */
export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly position: number; readonly label: string }[];
}

const tickCount = 5;

/** A linear axis from `from` to `to` (in pixels) that holds all values, with round ticks. */
export function linearAxis(
  values: readonly number[],
  { from, to, format }: { from: number; to: number; format: (value: number) => string },
): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = roundStep((high - low || Math.abs(high) || 1) / tickCount);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const at = (value: number) => rounded(from + ((value / step - first) / (last - first)) * (to - from));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { at, ticks: ticks.map((value) => ({ position: at(value), label: format(value) })) };
}

/** The smallest of 1, 2, 5 times a power of ten that is not below a step. */
function roundStep(step: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * magnitude >= step * (1 - 1e-9)) ?? 10;
  return factor * magnitude;
}

/** Tenths of a pixel: the same text on every machine. */
function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
