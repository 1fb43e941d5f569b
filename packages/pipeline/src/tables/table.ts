/** A table for a terminal: a header and rows of text. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Figures are aligned to the right, words to the left; figures if absent. */
  readonly content?: 'figures' | 'words';
}

/** The table's lines; the first column is aligned to the left, the others by what they hold. */
export function tableLines({ title, columns, rows, content = 'figures' }: Table): string[] {
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 || content === 'words' ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd();
  return ['', title, line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** Share 0.9512 as `95.12`; absent as `-`. */
export function percent(share: number | undefined): string {
  return share === undefined ? '-' : (share * 100).toFixed(2);
}

/** A count with thin groups, `12,345`; absent as `-`. */
export function count(value: number | undefined): string {
  return value === undefined ? '-' : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun, `1 variant`, `2 variants`. */
export function counted(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

/** A number with one decimal; absent as `-`. */
export function decimal(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1);
}
