import type { TargetConfiguration } from '@nx/devkit';
import {
  configFields,
  configSlices,
  isDivided,
  placesOf,
  shardFields,
  shardName,
  stageInputs,
  stageNames,
  type IslandGrid,
  type IslandPlace,
  type StageName,
} from '@nx-codesign/pipeline/stage-graph';
import { sourceInputs } from './sourceInputs';
import { digestCommand, type DigestRequest } from './digestCommand';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

const descriptions: Record<StageName, string> = {
  dataset: 'Reads or simulates the raw data, normalises, quantises and splits it.',
  search: 'Global search: task quality against hardware cost.',
  'local-search': 'Trains the chosen candidates fully and tunes their training and architecture.',
  qat: 'Quantisation-aware training with listed or learned widths; picks the cheapest within the allowed loss.',
  prune: 'Pruning of units or weights with fine-tuning; the last evaluation on the test split.',
  'hls-emit': 'Writes Verilog, a Vitis HLS project and the test vectors.',
  synthesize: 'Synthesises the Verilog and verifies the gates against every vector.',
  report: 'Writes the report page, summary.md and report.json.',
};

/** Artefacts that count for a dependant's hash: all but `run.json`, which holds durations and machine facts. */
const artefacts = '**/!(run).*';

/** A project whose targets are inferred. */
export interface StudyProject {
  readonly workspaceRoot: string;
  /** Folder of the project, relative to the workspace root. */
  readonly root: string;
  /** Folder of the artefacts, relative to the workspace root, if the study names one. */
  readonly outputPath: string | undefined;
  /** How the study divides its search. */
  readonly grid: IslandGrid;
}

/** The eight targets of one project, and one for each shard of its search. */
export function stageTargets(project: StudyProject): Record<string, TargetConfiguration> {
  const shards = shardsOf(project.grid).map((place) => [shardName(place), shardTarget(place, project)]);
  const stages = stageNames.map((stage) => [stage, stageTarget(stage, project)]);
  return Object.fromEntries([...shards, ...stages]) as Record<string, TargetConfiguration>;
}

function shardsOf(grid: IslandGrid): IslandPlace[] {
  return isDivided(grid) ? placesOf(grid) : [];
}

function stageTarget(stage: StageName, project: StudyProject): TargetConfiguration {
  const shards = stage === 'search' ? shardsOf(project.grid).map(shardName) : [];
  return {
    executor: `nx-codesign:${stage}`,
    cache: true,
    dependsOn: [...stageInputs[stage], ...shards],
    inputs: [
      { json: '{projectRoot}/codesign.json', fields: configFields(stage) },
      ...(stageInputs[stage].length > 0 ? [{ dependentTasksOutputFiles: artefacts }] : []),
      ...digestInputs(stage, project),
      ...sourceInputs(stage, project.workspaceRoot),
    ] as Inputs,
    outputs: [outputOf(stage, project)],
    metadata: { description: descriptions[stage], technologies: ['nx-codesign'] },
  };
}

/** Reads the artefacts of all rounds before, so those count too that its dependencies depend on. */
function shardTarget(place: IslandPlace, project: StudyProject): TargetConfiguration {
  const { round, island } = place;
  const before = round > 0 ? placesOf(project.grid, [round - 1, round]).map(shardName) : [];
  return {
    executor: 'nx-codesign:search-shard',
    cache: true,
    dependsOn: [...stageInputs.search, ...before],
    options: { round, island },
    inputs: [
      { json: '{projectRoot}/codesign.json', fields: shardFields(place) },
      { dependentTasksOutputFiles: artefacts, transitive: true },
      ...digestInputs('search', project),
      { runtime: runtimeOf(project, 'budgetDigest') },
      ...sourceInputs('search', project.workspaceRoot),
    ] as Inputs,
    outputs: [outputOf(shardName(place), project)],
    metadata: {
      description: `Global search: island ${island} in round ${round}.`,
      technologies: ['nx-codesign'],
    },
  };
}

function outputOf(name: string, { outputPath = 'dist/codesign/{projectName}' }: StudyProject): string {
  return `{workspaceRoot}/${outputPath}/${name}`;
}

/**
 * What Nx does not hash by itself: whether the study is valid as a whole, raw data that git ignores, that lies outside
 * the project or in node_modules, the TensorFlow.js that a study trains with, and whether a tool that a stage uses where
 * it is installed is there.
 */
function digestInputs(stage: StageName, project: StudyProject): { runtime: string }[] {
  const ask = (program: DigestRequest['program'], argument?: string) => ({
    runtime: runtimeOf(project, program, argument),
  });
  return [
    ask('configDigest'),
    ...(stage === 'dataset' ? [ask('rawDigest')] : []),
    ...(configSlices[stage].includes('engine') && stage !== 'report' ? [ask('engineDigest')] : []),
    ...(stage === 'synthesize'
      ? ['g++', 'iverilog', 'verilator'].map((tool) => ask('toolDigest', tool))
      : []),
  ];
}

function runtimeOf(
  { workspaceRoot, root }: StudyProject,
  program: DigestRequest['program'],
  argument = root,
): string {
  return digestCommand({ program, argument, workspaceRoot });
}
