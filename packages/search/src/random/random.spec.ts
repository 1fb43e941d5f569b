import { createRandomSource, permutation } from './random';

const draw = (seed: number, count = 1000) => {
  const random = createRandomSource(seed);
  return Array.from({ length: count }, () => random.uniform());
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

it('repeats a seed', () => expect(draw(5)).toEqual(draw(5)));

it('gives near seeds unrelated streams', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => draw(seed, 1)[0]);
  const steps = firsts.slice(1).map((value, index) => (value - 0.5) * (firsts[index] - 0.5));
  expect(Math.abs(mean(firsts) - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(mean(steps) * 12)).toBeLessThan(0.1); // correlation of one seed with the next
});

it.each([0, -1, 2 ** 32, 2 ** 53 - 1])('takes the seed %d and keeps all its bits', (seed) => {
  expect(draw(seed)).not.toEqual(draw(seed === 2 ** 53 - 1 ? -1 : seed + 1));
  expect(draw(2 ** 32 + 1)).not.toEqual(draw(1));
});

it.each([0.5, NaN, 2 ** 53])('refuses the seed %d', (seed) => expect(() => draw(seed)).toThrow('seed'));

it('draws normal values of mean 0 and variance 1', () => {
  const random = createRandomSource(1);
  const values = Array.from({ length: 20_000 }, () => random.normal());
  expect(Math.abs(mean(values))).toBeLessThan(0.03);
  expect(Math.abs(mean(values.map((value) => value * value)) - 1)).toBeLessThan(0.05);
  expect(Math.abs(values.filter((value) => Math.abs(value) < 1).length / 20_000 - 0.6827)).toBeLessThan(
    0.015,
  );
});

it('permutes with equal chances', () => {
  const random = createRandomSource(1);
  const counts = new Map<string, number>();
  for (let round = 0; round < 6000; round++) {
    const order = permutation(3, random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
});
