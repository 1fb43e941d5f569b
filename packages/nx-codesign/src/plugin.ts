import {
  createNodesFromFiles,
  type CreateNodes,
  type CreateNodesContext,
  type CreateNodesResult,
} from '@nx/devkit';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { studyFacts } from './studyFacts';
import { stageTargets } from './targets/stageTargets';

const configGlob = '**/codesign.json';

/**
 * Infers the eight stage targets of a project from its codesign.json, and the shards of its search. The targets'
 * options are constant: what a stage depends on enters its hash as JSON fields, so that one stage's key does not rerun
 * the others.
 */
function infer(configFile: string, context: CreateNodesContext): CreateNodesResult {
  const root = dirname(configFile);
  const folder = join(context.workspaceRoot, root);
  const named = ['package.json', 'project.json'].some((file) => existsSync(join(folder, file)));
  const project = {
    ...(named ? {} : { name: basename(folder) }),
    projectType: 'application' as const,
    targets: stageTargets({
      workspaceRoot: context.workspaceRoot,
      root,
      ...studyFacts(folder, context.workspaceRoot),
    }),
  };
  return { projects: { [root]: project } };
}

export const createNodesV2: CreateNodes = [
  configGlob,
  (files, options, context) =>
    createNodesFromFiles((file, _options, where) => infer(file, where), files, options, context),
];
export const createNodes = createNodesV2;
export const name = 'nx-codesign';
