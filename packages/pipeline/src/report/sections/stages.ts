import { count } from '../../tables/table';
import type { StudyReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** What each stage was given and what it made of it. */
export function stagesSection(study: StudyReport): Html {
  return html`<section>
    <h2>Stages</h2>
    ${htmlTable(['stage', 'what it did'], rows(study), 'words')}
  </section>`;
}

function rows({ config, dataset, search, variants }: StudyReport): string[][] {
  const failed = search.trials.filter(({ ok }) => !ok).length;
  const sum = (of: (variant: StudyReport['variants'][number]) => number) =>
    count(variants.reduce((total, variant) => total + of(variant), 0));
  const splits = Object.entries(dataset.splits).map(([name, split]) => `${count(split.count)} ${name}`);
  return [
    ['dataset', `${splits.join(', ')} samples`],
    [
      'search',
      `${search.trials.length} networks tried, ${failed} failed, ${search.front.length} on the front`,
    ],
    ['local-search', `${sum(({ localTrials }) => localTrials.length)} training runs`],
    ['qat', `${sum(({ precisions }) => precisions.length)} quantised networks`],
    ['prune', `${sum(({ pruningPath }) => pruningPath.length - 1)} pruning steps (${config.prune.method})`],
    [
      'hls-emit',
      `${config.hlsEmit.targets.join(', ')}; ${sum(({ variant }) => variant.vectors.count)} vectors`,
    ],
    ['synthesize', `${sum(({ modules }) => modules.length)} modules with ${config.synthesize.flow}`],
  ];
}
