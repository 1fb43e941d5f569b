import { CodesignError } from '@nx-codesign/ir';

export interface RunOptions {
  readonly cwd?: string;
  /** Text for the program's standard input. */
  readonly input?: string;
  readonly timeoutMs?: number;
  /** Environment variables besides the ones of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Called with each piece of what the program writes to standard error, as it comes. */
  readonly onStderr?: (bytes: Uint8Array) => void;
}

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that failed: `flows.toolFailed`. */
export class ToolFailure extends CodesignError {
  constructor(
    file: string,
    /** `with code 3` or `by signal SIGKILL`. */
    readonly ending: string,
    output: string,
  ) {
    super('flows.toolFailed', `${file} ended ${ending}: ${tailOf(output)}`);
  }
}

/**
 * Runs a program to its end, in a process group of its own. The only place of this repository that starts processes.
 * Throws `flows.toolMissing` if it cannot be started, `flows.cancelled` if the signal fired,
 * `flows.toolTimeout` if it ran too long and `flows.toolFailed` (`ToolFailure`) with the tail of what it wrote otherwise.
 */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  // execa is an ES module: a dynamic import reaches it from the CommonJS that tsc writes.
  const { execa } = await import('execa');
  const subprocess = execa(file, [...args], {
    cwd: options.cwd,
    input: options.input ?? '',
    env: options.env,
    timeout: options.timeoutMs,
    cancelSignal: options.signal,
    detached: hasProcessGroups,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: mostOutput,
  });
  const { onStderr } = options;
  if (onStderr !== undefined) subprocess.stderr.on('data', onStderr);
  const endAll = () => endProcessGroup(subprocess.pid);
  options.signal?.addEventListener('abort', endAll);
  process.once('exit', endAll);
  const result = await subprocess;
  process.off('exit', endAll);
  options.signal?.removeEventListener('abort', endAll);
  if (result.failed) endAll();
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
  throw new ToolFailure(file, ending, result.stderr || result.stdout);
}

/** Characters of output after which a program is stopped. */
const mostOutput = 2 ** 30;

const hasProcessGroups = process.platform !== 'win32';

/** Ends a program with all that it has started itself, such as the compiler behind a build script. */
function endProcessGroup(leader: number | undefined): void {
  if (leader === undefined || !hasProcessGroups) return;
  try {
    process.kill(-leader, 'SIGTERM');
  } catch {
    // The group has already ended.
  }
}

const tailLines = 20;
const tailCharacters = 2000;

/** The last lines of a tool's output, short enough for an error message. */
export function tailOf(text: string): string {
  const tail = text.trim().split('\n').slice(-tailLines).join('\n');
  return tail.length > tailCharacters ? `...${tail.slice(-tailCharacters)}` : tail || '(no output)';
}
