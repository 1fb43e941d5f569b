import { html, type Html } from '../html';
import { linearAxis, type Axis } from './axis';

/** A point of a scatter chart; `title` is shown when the mouse rests on it. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly label?: string;
}

/** Points of one kind, joined by a line if `line` is set. */
export interface Series {
  readonly name: string;
  readonly style: 'faint' | 'rejected' | 'strong' | 'accent' | 'second';
  readonly points: readonly Point[];
  readonly line?: 'joined' | 'none';
}

export interface ScatterLabels {
  readonly x: string;
  readonly y: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

const width = 720;
const height = 340;
const labelRoom = 60;
const area = { left: 64, right: 700, top: 16, bottom: 288 };

/** A scatter chart as inline SVG. Series without points are left out; all empty gives a sentence instead. */
export function scatter(series: readonly Series[], labels: ScatterLabels): Html {
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return html`<p class="note">Nothing to draw.</p>`;
  const x = linearAxis(
    points.map((point) => point.x),
    { from: area.left, to: area.right, format: labels.formatX },
  );
  const y = linearAxis(
    points.map((point) => point.y),
    { from: area.bottom, to: area.top, format: labels.formatY },
  );
  const shown = series.filter((one) => one.points.length > 0);
  return html`<figure>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${labels.y} against ${labels.x}">
      ${grid(x, y)}
      <text class="axis" x="${(area.left + area.right) / 2}" y="${height - 10}" text-anchor="middle">
        ${labels.x}
      </text>
      <text
        class="axis"
        transform="translate(14 ${(area.top + area.bottom) / 2}) rotate(-90)"
        text-anchor="middle"
      >
        ${labels.y}
      </text>
      ${shown.map((one) => drawn(one, x, y))}
    </svg>
    <figcaption>${shown.map((one) => html`<span class="key ${one.style}">${one.name}</span>`)}</figcaption>
  </figure>`;
}

function grid(x: Axis, y: Axis): Html {
  const down = x.ticks.map(
    ({ position, label }) =>
      html`<line class="grid" x1="${position}" x2="${position}" y1="${area.top}" y2="${area.bottom}" />
        <text class="tick" x="${position}" y="${area.bottom + 18}" text-anchor="middle">${label}</text>`,
  );
  const across = y.ticks.map(
    ({ position, label }) =>
      html`<line class="grid" x1="${area.left}" x2="${area.right}" y1="${position}" y2="${position}" />
        <text class="tick" x="${area.left - 8}" y="${position + 4}" text-anchor="end">${label}</text>`,
  );
  return html`<g>${down}${across}</g>`;
}

function drawn({ points, style, line }: Series, x: Axis, y: Axis): Html {
  const path = points.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(' ');
  return html`<g class="${style}">
    ${line === 'joined' ? html`<polyline points="${path}" />` : undefined}
    ${points.map((point) => dot(point, x.at(point.x), y.at(point.y)))} ${labels(points, x, y)}
  </g>`;
}

function dot({ title }: Point, x: number, y: number): Html {
  return html`<circle cx="${x}" cy="${y}" r="5"><title>${title}</title></circle>`;
}

/** Pixels that a letter takes, and a line of them. */
const letterWidth = 7;
const lineHeight = 14;
/** The highest line that a chart has room for. */
const topLine = 5;

/** The labels of points; one that would lie on another is set a line above it, or, where the chart ends, below. */
function labels(points: readonly Point[], x: Axis, y: Axis): Html[] {
  const placed: { left: number; right: number; base: number }[] = [];
  const leftFirst = [...points].sort((a, b) => x.at(a.x) - x.at(b.x));
  return leftFirst.flatMap(({ label, ...point }) => {
    if (label === undefined) return [];
    const at = x.at(point.x);
    // Above a front that rises to the right there is room to the left.
    const towardsLeft = at > area.left + labelRoom;
    const start = towardsLeft ? at - 10 : at + 10;
    const extent = label.length * letterWidth;
    const box = towardsLeft ? { left: start - extent, right: start } : { left: start, right: start + extent };
    const isFree = (base: number) =>
      !placed.some(
        ({ left, right, base: other }) =>
          box.left < right && left < box.right && Math.abs(base - other) < lineHeight,
      );
    const base = basesAround(y.at(point.y)).find(isFree) ?? y.at(point.y) - 9;
    placed.push({ ...box, base });
    const anchor = towardsLeft ? 'end' : 'start';
    return [html`<text class="label" x="${start}" y="${base}" text-anchor="${anchor}">${label}</text>`];
  });
}

/** Where a label's line may lie, the nearest above its point first. */
function basesAround(y: number): number[] {
  const lines = Array.from({ length: 4 }, (_, index) => index * lineHeight);
  const [above, below] = [lines.map((line) => y - 9 - line), lines.map((line) => y + 18 + line)];
  return [...above.filter((base) => base >= topLine), ...below];
}
