import type { StudyReport } from '../study/studyReport';
import { Html, html } from './html';
import { choicesSection } from './sections/choices';
import { compressionSection } from './sections/compression';
import { evaluationSection } from './sections/evaluation';
import { frontSection } from './sections/front';
import { networkSection } from './sections/network';
import { resourcesSection } from './sections/resources';
import { resultSection } from './sections/result';
import { stagesSection } from './sections/stages';
import { verificationSection } from './sections/verification';
import { style } from './style';

/**
 * The report of a study as one self-contained page: no script, font or image from elsewhere. The same study gives
 * the same bytes.
 */
export function renderReport(study: StudyReport): string {
  const { title, config, dataset } = study;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - nx-codesign</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p class="note">
          ${config.task}, ${dataset.simulated ? 'simulated data, ' : ''}inputs
          ${dataset.inputShape.join(' x ')}${distances(study)}; project ${study.project}; seed ${config.seed}
        </p>
        ${resultSection(study)} ${stagesSection(study)} ${frontSection(study)} ${choicesSection(study)}
        ${compressionSection(study)} ${evaluationSection(study)} ${resourcesSection(study)}
        ${verificationSection(study)} ${networkSection(study)}
      </body>
    </html> `;
  return `${page.text.trim()}\n`;
}

/** The unit of a regression's distances, as a part of a sentence. */
function distances({ config, dataset: { targets } }: StudyReport): string {
  if (config.task === 'classification' || targets?.unit === undefined) return '';
  return `; distances in ${targets.unit}`;
}
