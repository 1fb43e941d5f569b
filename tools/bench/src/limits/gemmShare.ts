import { figure, figureWithGoal, type Figure } from '../figures';
import { nativeGemm, wasmGemm, type GemmKernels, type ProductShape } from './gemmKernels';
import { createNativeLimit } from './nativeLimit';

/** Share of the limit that the products of a step should reach. */
const leastShare = 0.8;
const rounds = 15;
const operationsPerRun = 2e8;

/** The products of a step of the benchmarked networks, forward, kernel gradients and input gradients, one chunk of rows. */
const shapes: readonly ProductShape[] = [
  { form: 'plain', rows: 256, inner: 16, columns: 64 },
  { form: 'plain', rows: 256, inner: 64, columns: 32 },
  { form: 'plain', rows: 256, inner: 32, columns: 64 },
  { form: 'plain', rows: 512, inner: 32, columns: 32 },
  { form: 'plain', rows: 128, inner: 392, columns: 32 },
  { form: 'transposed', rows: 256, inner: 16, columns: 64 },
  { form: 'transposed', rows: 256, inner: 64, columns: 32 },
  { form: 'transposed', rows: 512, inner: 32, columns: 32 },
  { form: 'transposed', rows: 128, inner: 392, columns: 32 },
];

export interface GemmShares {
  readonly figures: Figure[];
  readonly notes: string[];
}

/** Each kernel's share of the core's limit in vectors of its own width; limit and products take turns. */
export function measureGemmShares(): GemmShares {
  const found = [nativeGemm(), wasmGemm()].map((kernels) => {
    const limit = kernels && createNativeLimit(kernels.set);
    return kernels && limit ? sharesOf(kernels, limit) : undefined;
  });
  const missing = found.includes(undefined);
  return {
    figures: found.flatMap((figures) => figures ?? []),
    notes: missing ? ['Without g++ and the native kernels there is no share of the SIMD limit.'] : [],
  };
}

function sharesOf(kernels: GemmKernels, limitRun: () => number): Figure[] {
  let limit = 0;
  const best = shapes.map(() => 0);
  const times = shapes.map(({ rows, inner, columns }) =>
    Math.ceil(operationsPerRun / (2 * rows * inner * columns)),
  );
  for (let round = 0; round < rounds; round++) {
    limit = Math.max(limit, limitRun());
    shapes.forEach((shape, i) => (best[i] = Math.max(best[i], kernels.run(shape, times[i]))));
  }
  const operations = shapes.map(({ rows, inner, columns }) => rows * inner * columns);
  const total = operations.reduce((a, b) => a + b);
  const whole = total / operations.reduce((time, count, i) => time + count / best[i], 0);
  return [
    figure(`SIMD limit, ${kernels.set}`, limit, 'GFLOP/s'),
    ...shapes.map((shape, i) =>
      figure(`GEMM ${titleOf(shape)}, ${kernels.set}, share of the limit`, best[i] / limit, ''),
    ),
    figureWithGoal(`GEMM, all products together, ${kernels.set}, share of the limit`, whole / limit, {
      unit: '',
      atLeast: leastShare,
    }),
  ];
}

function titleOf({ form, rows, inner, columns }: ProductShape): string {
  return `${rows}x${inner}x${columns}${form === 'transposed' ? ' transposed' : ''}`;
}
