/** Where a text stops being JSON, or repeats a key: an offset into it and what is wrong there. */
export interface JsonProblem {
  readonly offset: number;
  readonly problem: string;
}

const space = /[ \t\n\r]*/y;
const scalar =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The first problem of a JSON text by the grammar of RFC 8259, and keys that an object has twice, of which
 * `JSON.parse` silently takes the last; undefined for good text. `JSON.parse` gives no position in all versions.
 */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    const reader = new Reader(text);
    reader.value();
    if (reader.peek() !== '') reader.fail('the end of the file');
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Line and column of an offset, counted from 1. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines[lines.length - 1].length + 1 };
}

class Problem implements JsonProblem {
  constructor(
    readonly offset: number,
    readonly problem: string,
  ) {}
}

class Reader {
  private offset = 0;

  constructor(private readonly text: string) {}

  value(): void {
    const first = this.peek();
    if (first === '{') this.object();
    else if (first === '[') this.list();
    else if (this.match(scalar) === undefined) this.fail('a value');
  }

  /** The next character that is no space; empty at the end. */
  peek(): string {
    this.match(space);
    return this.text.charAt(this.offset);
  }

  fail(expected: string): never {
    const found = this.peek();
    const offset = this.offset;
    if (found === '"' && this.match(scalar) === undefined) {
      throw new Problem(
        offset,
        'this text has no closing quote on its line, or an escape that JSON does not know',
      );
    }
    const what = found === '' ? 'the end of the file' : JSON.stringify(found);
    throw new Problem(offset, `expected ${expected}, found ${what}`);
  }

  private object(): void {
    const keys = new Set<string>();
    this.parts('}', () => {
      const isKey = this.peek() === '"';
      const start = this.offset;
      const text = isKey ? this.match(scalar) : undefined;
      if (text === undefined) this.fail('a key in double quotes');
      const key = JSON.parse(text) as string;
      if (keys.has(key)) throw new Problem(start, `the key ${text} is there twice`);
      keys.add(key);
      this.take(':');
      this.value();
    });
  }

  private list(): void {
    this.parts(']', () => this.value());
  }

  /** What stands between brackets, with commas between. */
  private parts(end: string, part: () => void): void {
    this.offset++;
    if (this.peek() !== end) {
      part();
      while (this.peek() === ',') {
        this.offset++;
        part();
      }
    }
    if (this.peek() !== end) this.fail(`"," or "${end}"`);
    this.offset++;
  }

  private take(character: string): void {
    if (this.peek() !== character) this.fail(`"${character}"`);
    this.offset++;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const text = pattern.exec(this.text)?.[0];
    if (text !== undefined) this.offset += text.length;
    return text;
  }
}
