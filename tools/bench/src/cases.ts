import { initialWeights } from '@nx-codesign/train';
import type { BenchCase } from './contenders/contender';
import { benchmarked, networkNames, type NetworkName } from './networks';

export const batchSizes = [128, 256, 1024] as const;

const seed = 20261124;

/** Every network, plain and quantised, at every batch size; `only` keeps some networks. */
export function benchCases(only: readonly NetworkName[] = networkNames): BenchCase[] {
  return only.flatMap((name) =>
    [false, true].flatMap((quantized) => batchSizes.map((batch) => benchCase(name, quantized, batch))),
  );
}

function benchCase(name: NetworkName, quantized: boolean, batch: number): BenchCase {
  const description = benchmarked(name, { quantized });
  const random = uniform(seed);
  const x = Float32Array.from({ length: batch * description.inputs }, () => 4 * random() - 2);
  const { outputs, loss } = description;
  const y =
    loss === 'mse'
      ? Float32Array.from({ length: batch * outputs }, () => random())
      : Int32Array.from({ length: batch }, () => Math.floor(random() * outputs));
  const weights = initialWeights(description.network, seed);
  return { name, quantized, batch, benchmarked: description, weights, x, y };
}

/** `[0, 1)`: the upper bits of a multiplicative congruential generator (Lehmer; Park & Miller 1988). */
function uniform(start: number): () => number {
  let state = start % 2147483647;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
