import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { installedWorkspace } from './places';
import { writeDigits } from './digits';

export type Target =
  | 'dataset'
  | `search--r${number}-i${number}`
  | 'search'
  | 'local-search'
  | 'qat'
  | 'prune'
  | 'hls-emit'
  | 'synthesize'
  | 'report';

/** Nx ran a target, or took it from the cache of this clone or from the remote one. */
export type Outcome = 'ran' | 'hit' | 'remote';

export interface NxRun {
  readonly status: number | null;
  readonly output: string;
  /** What Nx did with each target. */
  readonly targets: Partial<Record<Target, Outcome>>;
}

/** A project of the installed workspace, or of a clone of it, with its own raw data, Nx cache and journal. */
export class TestProject {
  readonly root: string;
  private readonly caches: string;

  constructor(
    readonly name: string,
    readonly config: Record<string, unknown>,
    private readonly workspace = installedWorkspace(),
  ) {
    this.root = join(workspace, name);
    this.caches = mkdtempSync(join(workspace, `.caches-${name}-`));
    rmSync(this.root, { recursive: true, force: true });
    mkdirSync(this.root, { recursive: true });
    writeDigits(join(this.root, 'raw'));
    this.writeConfig(config);
  }

  get configFile(): string {
    return join(this.root, 'codesign.json');
  }

  get outputRoot(): string {
    return join(this.workspace, 'dist', 'codesign', this.name);
  }

  /** The journal of finished trials: one line each. */
  get journal(): string {
    return join(this.caches, 'journal', 'journal', 'journal.jsonl');
  }

  writeConfig(config: Record<string, unknown>, indent = 2): void {
    writeFileSync(this.configFile, JSON.stringify(config, null, indent));
  }

  /** New, empty Nx cache and journal; the outputs are deleted too. */
  forgetAll(): void {
    rmSync(this.caches, { recursive: true, force: true });
    rmSync(this.outputRoot, { recursive: true, force: true });
  }

  forgetOutputs(): void {
    rmSync(this.outputRoot, { recursive: true, force: true });
  }

  run(target: Target, env: Record<string, string> = {}): NxRun {
    const result = spawnSync('npx', this.arguments(target), { ...this.spawnOptions(env), encoding: 'utf8' });
    const output = `${result.stdout}${result.stderr}`;
    return { status: result.status, output, targets: targetsOf(output, this.name) };
  }

  /** Runs a target that has to succeed; what it printed is in the error if it does not. */
  succeed(target: Target, env: Record<string, string> = {}): NxRun {
    const run = this.run(target, env);
    if (run.status !== 0)
      throw new Error(`nx run ${this.name}:${target} ended with ${run.status}:\n${run.output}`);
    return run;
  }

  /** As `succeed`, without blocking this process, whose servers the run may ask. */
  async succeedBeside(target: Target, env: Record<string, string> = {}): Promise<NxRun> {
    const child = this.start(target, env);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
    const [status] = (await once(child, 'close')) as [number | null];
    if (status !== 0) throw new Error(`nx run ${this.name}:${target} ended with ${status}:\n${output}`);
    return { status, output, targets: targetsOf(output, this.name) };
  }

  start(target: Target, env: Record<string, string> = {}): ChildProcess {
    return spawn('npx', this.arguments(target), { ...this.spawnOptions(env), detached: true, stdio: 'pipe' });
  }

  /** SHA-256 of every artefact but those that say how long a run took, by path relative to the project's output folder. */
  artefacts(): Record<string, string> {
    const files = walk(this.outputRoot).filter((file) => !/\/(run\.json|times\.html)$/.test(file));
    return Object.fromEntries(
      files.map((file) => [
        relative(this.outputRoot, file),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
    );
  }

  readJson<T>(path: string): T {
    return JSON.parse(readFileSync(join(this.outputRoot, path), 'utf8')) as T;
  }

  private arguments(target: Target): string[] {
    return ['nx', 'run', `${this.name}:${target}`, '--outputStyle=stream'];
  }

  private spawnOptions(env: Record<string, string>) {
    return {
      cwd: this.workspace,
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        NX_CACHE_DIRECTORY: join(this.caches, 'nx'),
        NX_WORKSPACE_DATA_DIRECTORY: join(this.caches, 'data'),
        NX_CODESIGN_CACHE: join(this.caches, 'journal'),
        FORCE_COLOR: '0',
        CI: '',
        ...env,
      },
    };
  }
}

/** Reads `> nx run project:target  [local cache]` lines. */
export function targetsOf(output: string, project: string): Partial<Record<Target, Outcome>> {
  const lines = output.matchAll(new RegExp(`^> nx run ${project}:([a-z0-9-]+)(.*)$`, 'gm'));
  return Object.fromEntries([...lines].map(([, target, rest]) => [target, outcomeOf(rest ?? '')]));
}

function outcomeOf(mark: string): Outcome {
  if (mark.includes('[remote cache]')) return 'remote';
  return /\[(local cache|existing outputs match the cache)/.test(mark) ? 'hit' : 'ran';
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
}

/** Writes a file and the folders above it. */
export function writeFileDeep(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
