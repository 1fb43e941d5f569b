import { count } from '../../tables/table';
import type { Html } from '../html';
import { scatter } from './scatter';

/** Where a search stood: its trials, the share that they dominate, and the place on the chart's lower axis. */
export interface HypervolumePoint {
  readonly trial: number;
  readonly share: number;
  readonly x: number;
}

/** The dominated share over trials or over a time. */
export function hypervolumeChart(
  { x, name }: { readonly x: string; readonly name: string },
  steps: readonly HypervolumePoint[],
): Html {
  const points = steps.map(({ trial, share, x: at }) => ({
    x: at,
    y: share,
    title: `trial ${trial}: ${share.toFixed(4)}`,
  }));
  return scatter([{ name, style: 'strong', line: 'joined', points }], {
    x,
    y: 'hypervolume',
    formatX: count,
    formatY: (value) => value.toFixed(2),
  });
}
