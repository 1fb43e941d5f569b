import { figure, figureWithGoal, type Figure } from '../figures';
import { nativeGemm, wasmGemm, type GemmKernels, type ProductShape } from './gemmKernels';
import { createNativeLimit } from './nativeLimit';
import { networkNames } from '../networks';
import { products } from './products';

/** Share of the limit that the products of a step should reach. */
const leastShare = 0.8;
const rounds = 15;
const operationsPerRun = 2e8;
/** The engine never fuses a product and a sum: results must be the same bits everywhere. */
const limitName = 'SIMD limit of multiply and add without FMA';

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
  const measured = networkNames.flatMap((network) =>
    products[network].map((shape) => ({ network, shape, best: 0 })),
  );
  for (let round = 0; round < rounds; round++) {
    limit = Math.max(limit, limitRun());
    for (const each of measured) {
      const times = Math.ceil(operationsPerRun / operationsOf(each.shape));
      each.best = Math.max(each.best, kernels.run(each.shape, times));
    }
  }
  return [
    figure(`${limitName}, ${kernels.set}`, limit, 'GFLOP/s'),
    ...measured.map(({ network, shape, best }) =>
      figure(`GEMM ${network} ${titleOf(shape)}, ${kernels.set}, share of the limit`, best / limit, ''),
    ),
    ...networkNames.map((network) => {
      const own = measured.filter((each) => each.network === network);
      const operations = own.reduce((sum, { shape }) => sum + operationsOf(shape), 0);
      const time = own.reduce((sum, { shape, best }) => sum + operationsOf(shape) / best, 0);
      const name = `GEMM, all products of a step of ${network}, ${kernels.set}, share of the limit`;
      return figureWithGoal(name, operations / time / limit, { unit: '', atLeast: leastShare });
    }),
  ];
}

function operationsOf({ rows, inner, columns }: ProductShape): number {
  return 2 * rows * inner * columns;
}

function titleOf({ form, rows, inner, columns, isInputGradient }: ProductShape): string {
  const what = isInputGradient ? ' input gradient' : form === 'plain' ? '' : ` ${form}`;
  return `${rows}x${inner}x${columns}${what}`;
}
