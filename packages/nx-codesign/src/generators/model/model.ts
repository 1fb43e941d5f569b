import { joinPathFragments, offsetFromRoot, readNxJson, updateNxJson, type Tree } from '@nx/devkit';
import { CodesignError } from '@nx-codesign/pipeline';
import { isAbsolute } from 'node:path';
import { dataOf, type DataOptions } from './data';

/** Options of `nx g nx-codesign:model`. */
export interface ModelOptions extends DataOptions {
  readonly directory: string;
}

const plugin = 'nx-codesign/plugin';
const schema = 'node_modules/nx-codesign/codesign.schema.json';

/**
 * Writes a new study, `<directory>/codesign.json`, and names the plugin in nx.json, so that `nx run` finds the
 * targets. Throws a CodesignError if the folder holds a study already or lies outside the workspace, or if an option
 * does not fit.
 */
export default function model(tree: Tree, options: ModelOptions): void {
  checkDirectory(options.directory);
  const study = newStudy(options);
  const file = joinPathFragments(options.directory, 'codesign.json');
  if (tree.exists(file)) {
    throw new CodesignError('model.exists', `${file} exists already; choose another directory or edit it`);
  }
  tree.write(file, `${JSON.stringify(study, null, 2)}\n`);
  addPlugin(tree);
}

function checkDirectory(directory: string): void {
  if (!isAbsolute(directory) && !directory.split(/[\\/]/).includes('..')) return;
  throw new CodesignError(
    'model.directory',
    `${directory} is not a folder inside the workspace; name it from the root of the workspace`,
  );
}

/** A study that says what it must; all else has defaults. */
function newStudy({ directory, ...options }: ModelOptions) {
  const { task, dataset } = dataOf(options);
  return {
    $schema: joinPathFragments(offsetFromRoot(directory), schema),
    task,
    seed: 1,
    dataset,
    search: { space: { family: options.family ?? 'mlp' } },
  };
}

function addPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  const isThere = plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === plugin);
  if (!isThere) updateNxJson(tree, { ...nxJson, plugins: [...plugins, plugin] });
}
