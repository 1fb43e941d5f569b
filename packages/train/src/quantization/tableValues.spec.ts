import { createWasmEngine } from '../engines/wasm';
import { tableValues } from './tableValues';

const engine = createWasmEngine();
const layer = (name: string) => ({
  kind: 'activation',
  name: 'act',
  inputs: ['fc'],
  config: { function: name },
});

describe('the values of an elementwise layer', () => {
  test.each([
    ['tanh', (x: number) => Math.tanh(x)],
    ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
    ['relu', (x: number) => Math.max(0, x)],
  ] as const)('are those of %s, for any number of values', (name, exact) => {
    for (const count of [1, 7, 24, 64, 96]) {
      const x = Float32Array.from({ length: count }, (_, at) => (at - count / 3) / 5);
      const values = tableValues(layer(name), x, engine);
      expect(values).toHaveLength(count);
      values.forEach((value, at) => expect(value).toBeCloseTo(exact(x[at]), 6));
    }
  });
});
