import { createHash } from 'node:crypto';
import type { HasherContext, Hash, Task, TargetConfiguration } from '@nx/devkit';

/**
 * Hashes a target as Nx does, by its inputs, but with its own configuration in place of the whole project's: another
 * target of the project, for example one more island of the search, leaves what is finished in the cache.
 */
export default async function targetHasher(task: Task, context: Context): Promise<Hash> {
  const { hasher, taskGraph, projectsConfigurations, env } = context;
  const { details, inputs } = await hasher.hashTask(task, taskGraph, env ?? process.env);
  const { project, target } = task.target;
  const configuration = projectsConfigurations.projects[project];
  const nodes = {
    ...details.nodes,
    [`${project}:ProjectConfiguration`]: digestOf([
      configuration?.root,
      ownConfiguration(configuration?.targets?.[target]),
    ]),
  };
  const entries = Object.entries(nodes).sort(([a], [b]) => (a < b ? -1 : 1));
  return { value: digestOf([details.command, entries]), details: { ...details, nodes }, inputs };
}

/** Nx gives the task's environment too, which its types leave out. */
type Context = HasherContext & { readonly env?: NodeJS.ProcessEnv };

/** What of a target decides how it runs; its inputs are hashed by what they are. */
function ownConfiguration(target: TargetConfiguration | undefined) {
  return [target?.executor, target?.options, target?.configurations, target?.outputs];
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
