import { CodesignError } from '@nx-codesign/ir';

export interface RunOptions {
  readonly cwd?: string;
  /** Text for the program's standard input. */
  readonly input?: string;
  readonly timeoutMs?: number;
  /** Environment variables besides the ones of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end. The only place of this repository that starts processes.
 * Throws `flows.toolMissing` if it cannot be started, `flows.cancelled` if the signal fired,
 * `flows.toolTimeout` if it ran too long and `flows.toolFailed` with the tail of what it wrote otherwise.
 */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  // execa is an ES module: a dynamic import reaches it from the CommonJS that tsc writes.
  const { execa } = await import('execa');
  const result = await execa(file, [...args], {
    cwd: options.cwd,
    input: options.input ?? '',
    env: options.env,
    timeout: options.timeoutMs,
    cancelSignal: options.signal,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 1 << 30,
  });
  if (!result.failed) return { stdout: result.stdout, stderr: result.stderr };
  if (result.isCanceled) throw new CodesignError('flows.cancelled', `${file} was stopped on request.`);
  if (result.timedOut) {
    throw new CodesignError('flows.toolTimeout', `${file} did not end within ${options.timeoutMs} ms.`);
  }
  if (result.exitCode === undefined && result.signal === undefined) {
    const message = `${file} could not be started (${result.code ?? 'unknown reason'}). Install it or put it on the PATH.`;
    throw new CodesignError('flows.toolMissing', message, { cause: result.cause });
  }
  const ending =
    result.exitCode === undefined ? `by signal ${result.signal}` : `with code ${result.exitCode}`;
  throw new CodesignError(
    'flows.toolFailed',
    `${file} ended ${ending}: ${tailOf(result.stderr || result.stdout)}`,
  );
}

const tailLines = 20;
const tailCharacters = 2000;

/** The last lines of a tool's output, short enough for an error message. */
export function tailOf(text: string): string {
  const tail = text.trim().split('\n').slice(-tailLines).join('\n');
  return tail.length > tailCharacters ? `...${tail.slice(-tailCharacters)}` : tail || '(no output)';
}
