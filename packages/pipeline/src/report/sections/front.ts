import type { SearchTrial } from '../../records/trials';
import { count } from '../../tables/table';
import { isMetric, type Measure } from '../../config/slices/search';
import { taskMetrics, type TaskMetric } from '../../metrics/taskMetric';
import type { StudyReport } from '../../study/studyReport';
import { metricAxis } from '../charts/metricAxis';
import { scatter, type Point } from '../charts/scatter';
import { html, type Html } from '../html';

type Finished = Extract<SearchTrial, { ok: true }>;
type Cost = Exclude<Measure, TaskMetric['name']>;

interface Labels {
  readonly chosen: ReadonlyMap<number, string>;
  readonly metric: TaskMetric;
}

const costNames: Record<Cost, string> = {
  bops: 'BOPs',
  ebops: 'EBOPs',
  luts: 'LUTs, estimated',
  parameters: 'parameters',
  ffs: 'flip-flops, estimated',
  latencyCycles: 'latency in clock cycles',
  latencyNs: 'latency in ns, estimated',
};

/** The search: every network that was tried, the front, the chosen ones; one chart per cost that was optimised. */
export function frontSection({ config: { task }, search, variants }: StudyReport): Html {
  const metric = taskMetrics[task];
  const costs = search.objectives.filter((name): name is Cost => !isMetric(name));
  const chosen = new Map(variants.map(({ variant }) => [variant.trial, variant.name]));
  return html`<section>
    <h2>Search</h2>
    <p>
      Each point is one network after its short training, measured on the validation samples; costs at the
      widths and the sparsity that the search assumes, or, where it searches for them, metric and costs at its
      own.
    </p>
    ${costs.map((cost) => chart(search, cost, { chosen, metric }))}
  </section>`;
}

function chart(search: StudyReport['search'], cost: Cost, { chosen, metric }: Labels): Html {
  const { format } = metricAxis(metric);
  const finished = search.trials.filter((trial): trial is Finished => trial.ok);
  const points = (of: readonly Finished[]): Point[] =>
    of.map((trial) => pointOf(trial, cost, { chosen, metric }));
  const isFront = ({ trial }: Finished) => search.front.includes(trial);
  const isRejected = ({ violation }: Finished) => violation !== undefined;
  const isDominated = (trial: Finished) => !isFront(trial) && !isRejected(trial);
  const front = finished.filter(isFront).sort((a, b) => a.costs[cost] - b.costs[cost]);
  const name = costNames[cost];
  return scatter(
    [
      {
        name: 'beyond a constraint',
        style: 'rejected',
        points: points(finished.filter(isRejected)).map(unlabelled),
      },
      { name: 'dominated', style: 'faint', points: points(finished.filter(isDominated)).map(unlabelled) },
      {
        name: 'front',
        style: 'strong',
        points: points(front).map(unlabelled),
        line: search.objectives.length === 2 ? 'joined' : 'none',
      },
      { name: 'chosen', style: 'accent', points: points(finished.filter(({ trial }) => chosen.has(trial))) },
    ],
    { x: name, y: `validation ${metric.heading}`, formatX: count, formatY: format },
  );
}

function pointOf(trial: Finished, cost: Cost, { chosen, metric }: Labels): Point {
  const label = chosen.get(trial.trial);
  const x = trial.costs[cost];
  const y = metricAxis(metric).valueOf(trial.metric);
  const title = `trial ${trial.trial}: ${metric.heading} ${metric.text(trial.metric)}, ${count(x)} ${costNames[cost]}`;
  return { x, y, title, ...(label !== undefined && { label }) };
}

function unlabelled({ x, y, title }: Point): Point {
  return { x, y, title };
}
