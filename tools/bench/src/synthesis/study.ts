import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { networkHash, writeNetwork, type Weights } from '@nx-codesign/ir';
import { parseConfig, runStage, type StageName } from '@nx-codesign/pipeline';
import { writeDataSet, type Arrays } from '@nx-codesign/train';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Subject } from './networks';

/** What a run of the stages from integers to a verified netlist took and gave. */
export interface StudyRun {
  /** Seconds of a clock, and of all threads together. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly luts: number;
  readonly ffs: number;
  readonly modules: number;
  readonly vectors: number;
  readonly mismatches: number;
}

export interface StudyOptions {
  /** Holds the stages' folders and the cache of synthesised modules. */
  readonly folder: string;
  readonly workers: number;
  /** Keys of the stage `synthesize`. */
  readonly synthesize?: Readonly<Record<string, unknown>>;
}

const testSamples = 1000;
const part = 'xcvu13p-flga2577-2-e';
const clockPeriodNs = 5;
const variant = 'accuracy';

/** Runs `hls-emit` and `synthesize` on a network, as if `dataset` and `prune` had run before. */
export async function runStudy(
  subject: Subject,
  weights: Weights,
  { folder, workers, synthesize = {} }: StudyOptions,
): Promise<StudyRun> {
  writeArtefacts(subject, weights, folder);
  const config = parseConfig(configText(subject, synthesize), 'codesign.json');
  const start = { ms: performance.now(), cpu: process.cpuUsage() };
  for (const stage of ['hls-emit', 'synthesize'] satisfies StageName[]) {
    await runStage(stage, {
      config,
      workers,
      projectName: subject.name,
      projectRoot: folder,
      workspaceRoot: folder,
      outputRoot: join(folder, 'out'),
      cacheRoot: join(folder, 'cache'),
      log: () => undefined,
      signal: new AbortController().signal,
    });
  }
  const { user, system } = process.cpuUsage(start.cpu);
  const wallSeconds = (performance.now() - start.ms) / 1000;
  return { wallSeconds, cpuSeconds: (user + system) / 1e6, ...countsOf(folder) };
}

function countsOf(folder: string): Pick<StudyRun, 'luts' | 'ffs' | 'modules' | 'vectors' | 'mismatches'> {
  const read = <T>(file: string) =>
    (JSON.parse(readFileSync(join(folder, 'out/synthesize', file), 'utf8')) as { variants: [T] }).variants[0];
  const { total, modules } = read<{ total: { luts: number; ffs: number }; modules: unknown[] }>(
    'utilization.json',
  );
  const { gates } = read<{ gates: { vectors: number; mismatches: number } }>('verification.json');
  const { luts, ffs } = total;
  return { luts, ffs, modules: modules.length, vectors: gates.vectors, mismatches: gates.mismatches };
}

function configText({ task }: Subject, synthesize: Readonly<Record<string, unknown>>): string {
  const dataset =
    task === 'classification'
      ? { source: { kind: 'jets', count: 3000 }, inputFormat: { signed: true, integer: 3, fraction: 4 } }
      : { source: { kind: 'bragg', count: 3000 }, inputFormat: { signed: false, integer: 0, fraction: 6 } };
  return JSON.stringify({
    task,
    dataset: { ...dataset, split: { train: 0.8, validation: 0.1, test: 0.1 } },
    hlsEmit: { targets: ['verilog'], part, clockPeriodNs },
    synthesize,
  });
}

function writeArtefacts(subject: Subject, weights: Weights, folder: string): void {
  const { network } = subject;
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const model = writeNetwork(network, weights);
  const costs = { parameters: 0, bops: 0, ebops: 0 };
  const pruned = {
    name: variant,
    policies: ['accuracy'],
    network: networkHash(network, weights),
    precision: { name: 'w6a6', weightBits: 6, activationBits: 6 },
    validation: { float: 0, quantized: 0, pruned: 0 },
    test: { float: 0, quantized: 0, pruned: 0 },
    prunedCosts: costs,
    engineCheck: { engine: 'none', vectors: 0, mismatches: 0 },
  };
  write(folder, {
    'prune/variants.json': JSON.stringify({ formatVersion: 1, variants: [pruned] }),
    [`prune/${variant}/network.json`]: model['network.json'],
    [`prune/${variant}/weights.safetensors`]: model['weights.safetensors'],
    ...Object.fromEntries(
      Object.entries(dataSetFiles(subject)).map(([name, bytes]) => [`dataset/${name}`, bytes]),
    ),
  });
}

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, 'out', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Random samples on the grid of the input format, with answers that mean nothing. */
function dataSetFiles({ network, task, outputs }: Subject): Record<string, Uint8Array> {
  const { shape, format } = network.input;
  const random = xoroshiro128plus(7);
  const size = shape.reduce((product, axis) => product * axis, 1);
  const steps = 2 ** (format.integer + format.fraction);
  const split = (count: number): Arrays => ({
    count,
    x: Float32Array.from({ length: count * size }, () => {
      return uniformInt(random, format.signed ? -steps : 0, steps - 1) * 2 ** -format.fraction;
    }),
    y: task === 'classification' ? new Int32Array(count) : new Float32Array(count * outputs),
  });
  const dataSet = { inputShape: shape, train: split(1), validation: split(1), test: split(testSamples) };
  const origin = { normalisation: { kind: 'none' } as never };
  const classes = task === 'classification' ? { classes: outputs } : {};
  return writeDataSet({ ...dataSet, task, ...classes }, { inputFormat: format, origin });
}
