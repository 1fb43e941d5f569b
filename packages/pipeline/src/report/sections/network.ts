import { widthOf, type Fixed, type LayerNode } from '@nx-codesign/ir';
import type { StudyReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** The layers of each variant with their fixed-point formats, and the study's config. */
export function networkSection({ variants, config }: StudyReport): Html {
  return html`<section>
    <h2>Networks</h2>
    <p>Formats as signed/unsigned &lt;width, fraction bits&gt;. A layer without one passes exact sums on.</p>
    ${variants.map(
      ({ variant, network }) =>
        html`<h3>${variant.name}</h3>
          ${htmlTable(
            ['layer', 'kind', 'units', 'weights', 'biases', 'output'],
            [
              ['input', `[${network.input.shape.join(', ')}]`, '', '', '', formatText(network.input.format)],
              ...network.layers.map(layerRow),
            ],
          )}`,
    )}
    <h2>Config</h2>
    <details>
      <summary>codesign.json with every default</summary>
      <pre>${JSON.stringify(config, null, 2)}</pre>
    </details>
  </section>`;
}

function layerRow({ name, kind, config }: LayerNode): string[] {
  const units = config['units'];
  const what = typeof config['function'] === 'string' ? config['function'] : kind;
  return [
    name,
    what,
    typeof units === 'number' ? String(units) : '',
    formatText(config['weight']),
    formatText(config['bias']),
    formatText(config['output']),
  ];
}

/** `signed <6, 4>`; empty for a layer that has no such format. */
function formatText(format: unknown): string {
  if (typeof format !== 'object' || format === null) return '';
  const { signed, fraction } = format as Fixed;
  return `${signed ? 'signed' : 'unsigned'} <${widthOf(format as Fixed)}, ${fraction}>`;
}
