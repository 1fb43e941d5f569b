import { unitsOf, widthOf, type Fixed, type LayerNode } from '@nx-codesign/ir';
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

function layerRow(layer: LayerNode): string[] {
  const { name, kind, config } = layer;
  const units = unitsOf(layer);
  const what = typeof config['function'] === 'string' && kind === 'activation' ? config['function'] : kind;
  return [
    name,
    what,
    units === undefined ? '' : String(units),
    formatText(config['weight']),
    formatText(config['bias']),
    formatText(config['output']),
  ];
}

/** `signed <6, 4>`; of several formats their least and largest width; empty for a layer that has no such format. */
function formatText(format: unknown): string {
  if (typeof format !== 'object' || format === null) return '';
  if (Array.isArray(format)) {
    const widths = (format as Fixed[]).map(widthOf);
    return `by channel, ${Math.min(...widths)} to ${Math.max(...widths)} bits`;
  }
  const { signed, fraction } = format as Fixed;
  return `${signed ? 'signed' : 'unsigned'} <${widthOf(format as Fixed)}, ${fraction}>`;
}
