import { joinPathFragments, offsetFromRoot, readNxJson, updateNxJson, type Tree } from '@nx/devkit';
import { CodesignError } from '@nx-codesign/pipeline';
import { isAbsolute } from 'node:path';

/** Options of `nx g nx-codesign:model`. */
export interface ModelOptions {
  readonly directory: string;
  readonly images: string;
  readonly labels: string;
  readonly testImages?: string;
  readonly testLabels?: string;
  /** Height and width to average the images down to, for example `8,8`. */
  readonly resize?: string;
}

const plugin = 'nx-codesign/plugin';
const schema = 'node_modules/nx-codesign/codesign.schema.json';

/**
 * Writes a new study, `<directory>/codesign.json`, and names the plugin in nx.json, so that `nx run` finds the
 * targets. Throws a CodesignError if the folder holds a study already or lies outside the workspace, or if an option
 * does not fit.
 */
export default function model(tree: Tree, options: ModelOptions): void {
  checkOptions(options);
  const file = joinPathFragments(options.directory, 'codesign.json');
  if (tree.exists(file)) {
    throw new CodesignError('model.exists', `${file} exists already; choose another directory or edit it`);
  }
  tree.write(file, `${JSON.stringify(newStudy(options), null, 2)}\n`);
  addPlugin(tree);
}

function checkOptions({ directory, testImages, testLabels, resize }: ModelOptions): void {
  if (isAbsolute(directory) || directory.split(/[\\/]/).includes('..')) {
    const advice = 'name it from the root of the workspace';
    throw new CodesignError(
      'model.directory',
      `${directory} is not a folder inside the workspace; ${advice}`,
    );
  }
  if ((testImages === undefined) !== (testLabels === undefined)) {
    throw new CodesignError('model.testFiles', 'Give testImages and testLabels together, or none of them');
  }
  if (resize !== undefined && !/^\d+,\d+$/.test(resize)) {
    throw new CodesignError(
      'model.resize',
      `resize is "${resize}"; expected height and width, for example 8,8`,
    );
  }
}

/** A study that says what it must; all else has defaults. */
function newStudy({ directory, images, labels, testImages, testLabels, resize }: ModelOptions) {
  const hasTestFiles = testImages !== undefined;
  return {
    $schema: joinPathFragments(offsetFromRoot(directory), schema),
    task: 'classification',
    seed: 1,
    dataset: {
      source: { kind: 'idx', images, labels, ...(hasTestFiles && { testImages, testLabels }) },
      ...(resize !== undefined && { resize: resize.split(',').map(Number) }),
      split: hasTestFiles
        ? { train: 0.9, validation: 0.1, test: 0 }
        : { train: 0.8, validation: 0.1, test: 0.1 },
    },
  };
}

function addPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  const isThere = plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === plugin);
  if (!isThere) updateNxJson(tree, { ...nxJson, plugins: [...plugins, plugin] });
}
