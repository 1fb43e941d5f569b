import type { TargetConfiguration } from '@nx/devkit';
import { configSlices, stageInputs, stageNames, type StageName } from '@nx-codesign/pipeline/stage-graph';
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
}

/** The eight targets of one project. */
export function stageTargets(project: StudyProject): Record<StageName, TargetConfiguration> {
  const entries = stageNames.map((stage) => [stage, stageTarget(stage, project)]);
  return Object.fromEntries(entries) as Record<StageName, TargetConfiguration>;
}

function stageTarget(stage: StageName, project: StudyProject): TargetConfiguration {
  const output = project.outputPath ?? 'dist/codesign/{projectName}';
  return {
    executor: `nx-codesign:${stage}`,
    cache: true,
    dependsOn: [...stageInputs[stage]],
    inputs: [
      { json: '{projectRoot}/codesign.json', fields: [...configSlices[stage]] },
      ...(stageInputs[stage].length > 0 ? [{ dependentTasksOutputFiles: artefacts }] : []),
      ...digestInputs(stage, project),
      ...sourceInputs(stage, project.workspaceRoot),
    ] as Inputs,
    outputs: [`{workspaceRoot}/${output}/${stage}`],
    metadata: { description: descriptions[stage], technologies: ['nx-codesign'] },
  };
}

/**
 * What Nx does not hash by itself: whether the study is valid as a whole, raw data that git ignores, that lies outside
 * the project or in node_modules, the TensorFlow.js that a study trains with, and whether a tool that a stage uses where
 * it is installed is there.
 */
function digestInputs(stage: StageName, { workspaceRoot, root }: StudyProject): { runtime: string }[] {
  const ask = (program: DigestRequest['program'], argument = root) => ({
    runtime: digestCommand({ program, argument, workspaceRoot }),
  });
  return [
    ask('configDigest'),
    ...(stage === 'dataset' ? [ask('rawDigest')] : []),
    ...(configSlices[stage].includes('engine') && stage !== 'report' ? [ask('engineDigest')] : []),
    ...(stage === 'synthesize' ? [ask('toolDigest', 'g++')] : []),
  ];
}
