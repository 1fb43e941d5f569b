import { findPart } from '@nx-codesign/hardware';
import { withShare } from '../../tables/deviceTable';
import { blockKinds, rangeText } from '../../tables/resultTable';
import { count } from '../../tables/table';
import { clockWarnings, isClockOpen } from '../../timing/clock';
import type { StudyReport, VariantReport } from '../../study/studyReport';
import { shareBar } from '../charts/bar';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** What each design takes of its part, and where: per module of the pipeline. */
export function resourcesSection({ variants }: StudyReport): Html {
  return html`<section>
    <h2>Resources</h2>
    <p>Counted in the netlist${mappedBy(variants[0])}: as synthesised, before place and route.</p>
    ${variants.map(variantResources)}
  </section>`;
}

function mappedBy({ utilization: { total } }: VariantReport): string {
  return total.tool === undefined ? '' : ` that ${total.tool.name} ${total.tool.version} mapped`;
}

function variantResources({ variant, utilization, modules, timing }: VariantReport): Html {
  const part = findPart(utilization.part);
  const { total } = utilization;
  const blocksInUse = blockKinds.filter(({ key }) => total[key] > 0);
  const rows = utilization.modules.map(({ name, instances, utilization: used }) => {
    const module = modules.find((candidate) => candidate.name === name);
    const layers = module?.layers.join(', ') ?? '';
    const cycles = module ? String(module.latencyCycles) : '-';
    const blocks = blocksInUse.map(({ key }) => count(used[key]));
    return [name, layers, count(instances), count(used.luts), count(used.ffs), ...blocks, cycles];
  });
  return html`<h3>${variant.name}</h3>
    <p>
      ${part.name}:
      ${[
        ...[
          { key: 'luts', heading: 'LUT' } as const,
          { key: 'ffs', heading: 'FF' } as const,
          { key: 'carries', heading: part.carryUnit } as const,
        ],
        ...blocksInUse,
      ].map(({ key, heading }) => html`${heading} ${shareBar(total[key], part[key])} &nbsp; `)}
      <br />
      Clock period ${timing.clockPeriodNs} ns, a new input every
      ${timing.initiationInterval === 1 ? 'cycle' : `${timing.initiationInterval} cycles`}, at most
      ${timing.lutLevels} LUTs in a row between registers.
    </p>
    <p>
      Longest path from register to register, estimated: ${variant.design.criticalPathNs} ns by the delay
      model that the pipeline was cut with${netlistTiming(timing)}.
      ${isClockOpen(timing) ? 'With the long delays of that range the clock is not met.' : ''}
    </p>
    ${flatOf(utilization)} ${placedOf(utilization, timing)} ${powerOf(timing)}
    ${clockWarnings(variant.design, timing).map((warning) => html`<p class="bad">Clock: ${warning}.</p>`)}
    ${htmlTable(
      [
        ...['module', 'layers', 'instances', 'LUT each', 'FF each'],
        ...blocksInUse.map(({ heading }) => `${heading} each`),
        'cycles',
      ],
      [
        ...rows,
        [
          ...['all', '', ''],
          ...(['luts', 'ffs', ...blocksInUse.map(({ key }) => key)] as const).map((key) =>
            withShare(total[key], part[key]),
          ),
          String(timing.latencyCycles),
        ],
      ],
    )}`;
}

/** Of the run as one module; nothing where there was none. */
function flatOf({ part, flat }: VariantReport['utilization']): Html {
  if (flat === undefined) return html``;
  const { luts, ffs } = flat.utilization;
  const device = findPart(part);
  return html`<p>
    As one module, as synthesised: ${withShare(luts, device.luts)} LUT, ${withShare(ffs, device.ffs)} FF, at
    most ${flat.lutLevels} LUTs in a row.
  </p>`;
}

/** After place and route, or why not; nothing where it was not asked for. */
function placedOf({ placed: used }: VariantReport['utilization'], { placed }: VariantReport['timing']): Html {
  if (placed === undefined) return html``;
  if ('skipped' in placed) return html`<p>Not placed and routed: ${placed.skipped}.</p>`;
  const resources = Object.entries(used?.resources ?? {});
  return html`<h4>Placed and routed, in a wrapper, by ${placed.tool.name} ${placed.tool.version}</h4>
    <p>${placed.maxFrequencyMHz} MHz; ${placed.latencyNs} ns at that frequency.</p>
    ${htmlTable(
      ['resource', 'used'],
      resources.map(([name, { used: taken, available }]) => [name, withShare(taken, available)]),
    )}`;
}

/** From toggles at the gates; nothing where none were counted. */
function powerOf({ power, clockPeriodNs }: VariantReport['timing']): Html {
  if (power === undefined) return html``;
  return html`<p>
    Dynamic power at ${clockPeriodNs} ns, estimated: ${rangeText(power.dynamicMilliwatts)} mW,
    ${figures(power.nanojoulesPerVector)} nJ per vector, from ${power.togglesPerNetAndCycle} toggles per net
    and cycle on the test samples at ${power.volts} V; without leakage, pins and the clock's trunk, and not
    calibrated.
  </p>`;
}

function figures({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${low} to ${high}`;
}

/** The range that the netlist gives; nothing for families without a table of delays. */
function netlistTiming({ criticalPathNs, maxFrequencyMHz }: VariantReport['timing']): string {
  if (criticalPathNs === undefined || maxFrequencyMHz === undefined) return '';
  return `, ${rangeText(criticalPathNs)} ns in the netlist (${rangeText(maxFrequencyMHz)} MHz)`;
}
