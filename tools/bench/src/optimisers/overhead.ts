import {
  hypervolumeHistory,
  paretoFront,
  samplers,
  type Genotype,
  type Losses,
  type Sampler,
  type Space,
} from '@nx-codesign/search';

/** A search as studies have it: 10 genes, two objectives, asked 20 at a time. */
const generation = 20;
const space: Space = {
  depth: { kind: 'integer', low: 1, high: 6 },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((layer): [string, Space[string]] => [
      `width${layer}`,
      {
        ...{ kind: 'integer', low: 4, high: 128 },
        ...(layer > 1 && { when: { parameter: 'depth', atLeast: layer } }),
      },
    ]),
  ),
  activation: { kind: 'categorical', choices: ['relu', 'tanh', 'sigmoid'] },
  norm: { kind: 'categorical', choices: ['none', 'batch'] },
  rate: { kind: 'float', low: 1e-4, high: 1e-1, log: true },
};

export interface OverheadResult {
  readonly what: string;
  /** Milliseconds of CPU time per trial in the first and in the last quarter. */
  readonly first: number;
  readonly last: number;
  /** Seconds of CPU time in all. */
  readonly total: number;
}

/** CPU time that the search itself takes of `trials` trials whose evaluation costs next to nothing. */
export function measureOverhead(trials: number): OverheadResult[] {
  const tried = (Object.keys(samplers) as (keyof typeof samplers)[]).map((name) => {
    const { result, losses } = runSampler(
      name,
      samplers[name]({ space, seed: 1, populationSize: generation }),
      trials,
    );
    return { result, losses };
  });
  const [{ losses }] = tried;
  return [...tried.map(({ result }) => result), ...measureReadings(losses)];
}

function runSampler(
  name: string,
  sampler: Sampler,
  trials: number,
): { result: OverheadResult; losses: Losses[] } {
  const all: Losses[] = [];
  const milliseconds: number[] = [];
  while (all.length < trials) {
    const start = cpuMilliseconds();
    const asked = sampler.ask(generation);
    const results = asked.map((genotype) => ({ genotype, losses: cheapLosses(genotype) }));
    sampler.tell(results);
    milliseconds.push(cpuMilliseconds() - start);
    all.push(...results.map(({ losses }) => losses));
  }
  const quarter = milliseconds.length >> 2;
  const perTrial = (part: readonly number[]) => sum(part) / part.length / generation;
  return {
    losses: all,
    result: {
      what: name,
      first: perTrial(milliseconds.slice(0, quarter)),
      last: perTrial(milliseconds.slice(-quarter)),
      total: sum(milliseconds) / 1000,
    },
  };
}

/** The front and the curve of the report, of a quarter of the trials and of all. */
function measureReadings(losses: readonly Losses[]): OverheadResult[] {
  const reference = losses[0].map((_, objective) => Math.max(...losses.map((each) => each[objective])));
  const readings: [string, (part: readonly Losses[]) => unknown][] = [
    ['front', paretoFront],
    ['hypervolume over trials', (part) => hypervolumeHistory(part, reference)],
  ];
  return readings.map(([what, read]) => {
    const [first, last] = [losses.length >> 2, losses.length].map((count) => {
      const start = cpuMilliseconds();
      read(losses.slice(0, count));
      return (cpuMilliseconds() - start) / count;
    });
    return { what, first, last, total: (last * losses.length) / 1000 };
  });
}

/** Of this process: others on the machine do not count. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A misfit that falls with the network's size, and the size. */
function cheapLosses(genotype: Genotype): Losses {
  const widths = [1, 2, 3, 4, 5, 6].map((layer) => Number(genotype[`width${layer}`] ?? 0));
  const size = sum(widths);
  const rate = Math.abs(Math.log10(Number(genotype.rate)) + 2.5);
  const style = genotype.activation === 'relu' ? 0 : 0.1;
  return [1 / (1 + size / 100) + rate / 10 + style, size];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
