import { html, type Html } from './html';

/** Cells are escaped unless they are HTML already. */
export type Rows = readonly (readonly (string | Html)[])[];

/** A table of a report: the first column is aligned to the left, the others to the right if they hold figures. */
export function htmlTable(
  columns: readonly string[],
  rows: Rows,
  content: 'figures' | 'words' = 'figures',
): Html {
  return html`<div class="scroll">
    <table class="${content}">
      <thead>
        <tr>
          ${columns.map((column) => html`<th>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
