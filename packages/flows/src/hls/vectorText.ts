import { CodesignError } from '@nx-codesign/ir';

/** `[n, elements]` integers as text: one vector a line, its integers separated by blanks. */
export function formatVectors(values: Int32Array, elements: number): string {
  const lines: string[] = [];
  for (let start = 0; start < values.length; start += elements) {
    lines.push(values.subarray(start, start + elements).join(' '));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Reads `[vectors, elements]` integers. Throws `flows.badVectors` for anything else, naming the line. */
export function parseVectors(text: string, shape: readonly [vectors: number, elements: number]): Int32Array {
  const [vectors, elements] = shape;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== vectors) throw badVectors(`${vectors} lines`, `${lines.length}`);
  const values = new Int32Array(vectors * elements);
  lines.forEach((line, vector) => {
    const words = line.split(/\s+/).filter((word) => word !== '');
    if (words.length !== elements)
      throw badVectors(`${elements} integers in line ${vector + 1}`, `${words.length}`);
    words.forEach((word, element) => {
      const value = Number(word);
      if (!/^-?\d+$/.test(word) || value !== (value | 0)) {
        throw badVectors(`32-bit integers in line ${vector + 1}`, JSON.stringify(word));
      }
      values[vector * elements + element] = value;
    });
  });
  return values;
}

function badVectors(expected: string, got: string): CodesignError {
  return new CodesignError(
    'flows.badVectors',
    `The test bench's results should have ${expected}, got ${got}.`,
  );
}
