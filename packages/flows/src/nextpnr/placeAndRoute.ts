import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodesignError, sha256 } from '@nx-codesign/ir';
import { run, tailOf } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { TextCollector } from '../tools/textCollector';
import { loadNextpnr, type NextpnrPackage } from './npmPackage';
import { placeablePart, type PlaceablePart } from './placeableParts';
import type { Placement, PlacementJob, PlacementRun } from './placement';
import { withPortDirections } from './portDirections';
import { parseReport } from './report';
import { portSites } from './sites';

const netlistFile = 'netlist.json';
const configurationFile = 'configuration.txt';
const reportFile = 'report.json';
const placedFile = 'placed.json';
const bitstreamFile = 'bitstream.bin';

/** What a run has left. */
interface Outcome {
  readonly report: string;
  /** The netlist with the place of each cell. */
  readonly placed: string;
  readonly messages: string;
  readonly bitstream?: Uint8Array;
}

/** Counts up with each change of what is made of nextpnr's output. */
const resultVersion = 2;

/** Names a placement by everything that determines it. */
export function placementKey({ router, job }: Pick<PlacementRun, 'router' | 'job'>): string {
  const { name, source, tool, packer } = router;
  const versions = [resultVersion, name, source, tool.version, packer?.version ?? 'no packer'];
  return sha256(JSON.stringify([versions, placementArguments(partOf(job), job), job.netlistJson]));
}

/**
 * Places and routes a mapped netlist. The npm package blocks its thread: call it in a worker thread. Throws
 * `flows.unplaceable` for a part that no open tool knows, `flows.nextpnrFailed` with the tail of its messages, where the
 * design does not fit too, and where an installed program does not end.
 */
export async function placeAndRoute(given: PlacementRun): Promise<Placement> {
  const { router, job } = given;
  const part = partOf(job);
  const args = placementArguments(part, job);
  const files = { [netlistFile]: withPortDirections(job.netlistJson) };
  const tool = { name: router.name, version: router.tool.version };
  const { report, placed, messages, bitstream } = await (
    router.source === 'npm' ? runPackage(args, files) : runProgram(given, args, files)
  ).catch((cause: unknown) => {
    if (!(cause instanceof CodesignError) || !Object.hasOwn(nextSteps, cause.code)) throw cause;
    const message = `${tool.name} ${tool.version} could not place ${job.top} on ${job.part}: ${cause.message}${nextSteps[cause.code]}`;
    throw new CodesignError('flows.nextpnrFailed', message, { cause });
  });
  const found = { ...parseReport(report), sites: portSites(placed) };
  return { mark: 'placed and routed', tool, ...found, log: messages, ...(bitstream && { bitstream }) };
}

/** What may be done after a failure of a program, by its code. */
const nextSteps: Readonly<Record<string, string>> = {
  'flows.toolFailed': '',
  'flows.toolTimeout':
    ' Its router can go round in circles over the same wires without an end: set "synthesize.placeAndRoute.seed" to another value.',
};

const hourMs = 3_600_000;

function partOf({ part: name }: PlacementJob): PlaceablePart {
  const part = placeablePart(name);
  if (part !== undefined) return part;
  throw new CodesignError(
    'flows.unplaceable',
    `No open tool places designs on ${name}. Choose another part.`,
  );
}

function placementArguments(part: PlaceablePart, { top, clockPeriodNs, seed }: PlacementJob): string[] {
  return [
    ...part.arguments,
    ...['--json', netlistFile, '--top', top],
    ...[part.configurationOption, configurationFile],
    ...['--report', reportFile, '--write', placedFile],
    ...['--freq', String(1000 / clockPeriodNs), '--timing-allow-fail'],
    ...['--seed', String(seed), '-q'],
  ];
}

async function runProgram(
  { router, signal, timeLimitMs = hourMs }: PlacementRun,
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return inTemporaryFolder(files, async (folder) => {
    const options = { cwd: folder, timeoutMs: timeLimitMs, ...(signal && { signal }) };
    const { stderr } = await run(router.tool.path, args, options);
    const [report, placed] = await Promise.all(
      [reportFile, placedFile].map((file) => readFile(join(folder, file), 'utf8')),
    );
    const outcome = { report, placed, messages: withoutPreparation(stderr) };
    if (router.packer === undefined) return outcome;
    await run(router.packer.path, [configurationFile, bitstreamFile], options);
    return { ...outcome, bitstream: await readFile(join(folder, bitstreamFile)) };
  });
}

/** PyPI's packages tell on their first start that they compile themselves. */
function withoutPreparation(messages: string): string {
  return messages.replace(/^Preparing to run .*\n/gm, '');
}

/** Throws `flows.toolFailed` with the tail of the messages: the package's own error drags all files along. */
async function runPackage(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const { runNextpnrIce40, runIcepack } = (await loadNextpnr())!;
  const placed = await runCommand(runNextpnrIce40, args, files);
  const configuration = placed.files[configurationFile];
  const packed = await runCommand(runIcepack, [configurationFile, bitstreamFile], {
    [configurationFile]: configuration,
  });
  const bitstream = packed.files[bitstreamFile];
  return {
    report: textOf(placed.files[reportFile]),
    placed: textOf(placed.files[placedFile]),
    messages: placed.messages,
    bitstream: typeof bitstream === 'string' ? new TextEncoder().encode(bitstream) : bitstream,
  };
}

type Files = Readonly<Record<string, string | Uint8Array>>;

async function runCommand(
  command: NextpnrPackage['runNextpnrIce40'],
  args: readonly string[],
  files: Files,
): Promise<{ readonly files: Files; readonly messages: string }> {
  const messages = new TextCollector();
  const listen = (bytes: Uint8Array | null) => messages.add(bytes);
  try {
    const tree = await command([...args], { ...files }, { stdout: () => undefined, stderr: listen });
    return { files: tree as Files, messages: messages.text };
  } catch (error) {
    const ending = `code ${String((error as { code?: unknown }).code ?? error)}`;
    throw new CodesignError('flows.toolFailed', `it ended with ${ending}: ${tailOf(messages.text)}`);
  }
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
