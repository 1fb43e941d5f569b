import { CodesignError } from '@nx-codesign/ir';
import { jsonProblem, positionOf } from './jsonText';

/** Some editors put it before the text; it is no part of it. */
const byteOrderMark = '\uFEFF';

/**
 * The value of a JSON text; a byte order mark before it is passed over. `file` is named in errors. Throws
 * CodesignError `config.syntax` with line and column for what is no JSON and for keys that are there twice.
 */
export function parseJson(text: string, file: string): unknown {
  const json = text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
  if (json.trim() === '') {
    throw new CodesignError(
      'config.syntax',
      `${file} is empty; write a study into it, for example with \`nx g nx-codesign:model\``,
    );
  }
  const found = jsonProblem(json);
  if (found === undefined) return JSON.parse(json);
  const { line, column } = positionOf(json, found.offset);
  throw new CodesignError(
    'config.syntax',
    `${file} is not JSON: line ${line}, column ${column}: ${found.problem}. Correct it there, or just before.`,
  );
}
