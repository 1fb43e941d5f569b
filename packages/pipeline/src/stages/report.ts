import { artefactJson } from '../artefacts/json';
import { renderReport } from '../report/page';
import { renderTimes, timesFileName } from '../report/times';
import { collectStudy } from '../study/collectStudy';
import { collectTimes } from '../study/studyTimes';
import { summaryMarkdown } from '../study/summary';
import { studyWarnings } from '../study/studyWarnings';
import type { Stage } from './stage';
import { resultTable } from '../tables/resultTable';
import { budgetWarnings } from '../trials/budgetWarnings';
import { counted } from '../tables/table';

/** Gathers what all stages found. */
export const report: Stage = async (context) => {
  const study = collectStudy(context.reader, context);
  return {
    artefacts: {
      'report.html': renderReport(study),
      'report.json': artefactJson(study),
      [timesFileName]: renderTimes(study, collectTimes(context.reader, context.config)),
      'summary.md': summaryMarkdown(study),
    },
    summary: `${counted(study.variants.length, 'variant')} of ${counted(study.search.trials.length, 'network')}`,
    tables: [resultTable(study.variants, context.config.task)],
    warnings: [...studyWarnings(study.variants), ...budgetWarnings(context.config)],
  };
};
