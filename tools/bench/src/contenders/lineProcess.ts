import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child process that answers each line of JSON with one line of JSON, in order. */
export interface LineProcess {
  /** Rejects with what the process wrote on its error output if it ends before it answers. */
  ask<Answer>(question: object): Promise<Answer>;
  close(): void;
}

export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export function startLineProcess({ command, args, environment }: Start): LineProcess {
  const child = spawn(command, args, { env: { ...process.env, ...environment } });
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  let complaints = '';
  let ended: Error | undefined;
  const end = (reason: string) => {
    ended ??= new Error(`${command} ${args.join(' ')} ${reason}: ${complaints.slice(-2000)}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  createInterface(child.stdout).on('line', (line) => waiting.shift()?.resolve(line));
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  child.on('error', ({ message }) => end(message));
  child.on('close', (code) => end(`ended with code ${code}`));
  return {
    async ask<Answer>(question: object) {
      if (ended !== undefined) throw ended;
      const line = await new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(question)}\n`);
      });
      return JSON.parse(line) as Answer;
    },
    close: () => child.stdin.end(),
  };
}
