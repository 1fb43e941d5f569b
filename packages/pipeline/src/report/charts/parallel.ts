import { html, type Html } from '../html';

/** One axis of a chart of parallel coordinates: numbers in order, or names. */
export interface ParallelAxis {
  readonly name: string;
  /** Labels of the values from bottom to top. */
  readonly values: readonly string[];
}

/** One network: the place of its value on each axis, 0 at the bottom to 1 at the top; undefined where it has none. */
export interface ParallelLine {
  readonly style: 'faint' | 'strong' | 'accent';
  readonly title: string;
  readonly places: readonly (number | undefined)[];
}

const height = 300;
/** Between two axes at least; more where a name needs it. */
const leastDistance = 110;
const letterWidth = 7;
const margin = 60;
const area = { top: 36, bottom: 260 };
/** Below the axis: a choice that a network does not have. */
const absentAt = 284;

/** A chart of parallel coordinates as inline SVG: one upright axis per choice, one line per network. */
export function parallelCoordinates(axes: readonly ParallelAxis[], lines: readonly ParallelLine[]): Html {
  if (axes.length < 2 || lines.length === 0) return html`<p class="note">Nothing to draw.</p>`;
  const distance = Math.max(leastDistance, ...axes.map(({ name }) => (name.length + 1) * letterWidth));
  const width = 2 * margin + (axes.length - 1) * distance;
  const names = axes.map(({ name }) => name).join(', ');
  return html`<div class="scroll">
    <figure>
      <svg
        class="parallel"
        viewBox="0 0 ${width} ${height}"
        style="min-width:${width}px"
        role="img"
        aria-label="Choices of each network: ${names}"
      >
        ${lines.map((line) => drawn(line, distance))}
        ${axes.map((each, index) => axis(each, margin + index * distance))}
      </svg>
    </figure>
  </div>`;
}

function axis({ name, values }: ParallelAxis, x: number): Html {
  const label = (value: string, at: number) =>
    html`<text class="label" x="${x + 5}" y="${yOf(values.length > 1 ? at / (values.length - 1) : 0.5) + 4}"
      >${value}</text
    >`;
  return html`<line class="grid" x1="${x}" x2="${x}" y1="${area.top}" y2="${area.bottom}" />
    <text class="tick" x="${x}" y="${area.top - 18}" text-anchor="middle">${name}</text>
    ${values.map(label)}`;
}

function drawn({ style, title, places }: ParallelLine, distance: number): Html {
  const path = places.map(
    (place, index) => `${margin + index * distance},${place === undefined ? absentAt : yOf(place)}`,
  );
  return html`<g class="${style}"
    ><polyline points="${path.join(' ')}"><title>${title}</title></polyline></g
  >`;
}

function yOf(place: number): number {
  return Math.round((area.bottom - place * (area.bottom - area.top)) * 10) / 10;
}
