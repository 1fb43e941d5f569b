import fc from 'fast-check';
import type { Kernels } from './kernels';
import { packPanels, panelsOf, rowBytes, unpackPanels } from './layout';
import { instantiateKernels, loadKernelModule } from './wasmModule';

const seed = 20261124;
const { module: compiled, heapBase } = loadKernelModule();
const { kernels, buffer } = instantiateKernels(compiled, 8e6);
const floats = new Float32Array(buffer);

/** Small integers: every sum is exact in float32, whatever the order. */
const integerAt = (i: number, period: number) => ((i * 31 + 7) % period) - (period >> 1);

/** Places one array after another in the kernels' memory. */
function placer() {
  let next = Math.ceil(heapBase / 64) * 64;
  return (data: ArrayLike<number>) => {
    const address = next;
    floats.set(data, address / 4);
    next += Math.ceil(data.length / 16) * 64;
    return address;
  };
}

function matrix(rows: number, columns: number, period: number): number[][] {
  return Array.from({ length: rows }, (_, m) =>
    Array.from({ length: columns }, (_, n) => integerAt(m * columns + n, period)),
  );
}

/** Rows padded to panels. */
function padded(rows: readonly (readonly number[])[]): Float32Array {
  const stride = rowBytes(rows[0].length) / 4;
  const data = new Float32Array(rows.length * stride);
  rows.forEach((row, m) => data.set(row, m * stride));
  return data;
}

function panels(rows: readonly (readonly number[])[]): Float32Array {
  const data = new Float32Array((rows.length * rowBytes(rows[0].length)) / 4);
  packPanels({ shape: [rows.length, rows[0].length], data: Float32Array.from(rows.flat()) }, data);
  return data;
}

function readRows(address: number, rows: number, columns: number): number[][] {
  const stride = rowBytes(columns) / 4;
  return Array.from({ length: rows }, (_, m) => {
    const start = address / 4 + m * stride;
    return [...floats.subarray(start, start + columns)];
  });
}

function product(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0].map((_, n) => row.reduce((sum, v, k) => sum + v * b[k][n], 0)));
}

function transposed(a: readonly (readonly number[])[]): number[][] {
  return a[0].map((_, n) => a.map((row) => row[n]));
}

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 200 }),
  inner: fc.integer({ min: 1, max: 70 }),
  columns: fc.integer({ min: 1, max: 70 }),
});

describe('kernels', () => {
  it(`multiply with bias, relu and mask at any size (seed ${seed})`, () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.boolean(), ({ rows, inner, columns }, withBias, masked) => {
        const place = placer();
        const [a, b, mask] = [matrix(rows, inner, 13), matrix(inner, columns, 11), matrix(rows, columns, 9)];
        const bias = Array.from({ length: columns }, (_, n) => integerAt(n, 17));
        const [aAt, bAt, biasAt, maskAt] = [padded(a), panels(b), padded([bias]), padded(mask)].map(place);
        const c = place(padded(mask));
        const [aStride, cStride] = [rowBytes(inner), rowBytes(columns)];
        kernels.gemm(
          ...([
            aAt,
            aStride,
            bAt,
            withBias ? biasAt : 0,
            c,
            cStride,
            rows,
            inner,
            panelsOf(columns),
          ] as const),
          ...([1, masked ? maskAt : 0, -2, 3] as const),
        );
        const expected = product(a, b).map((row, m) =>
          row.map((v, n) => {
            const passes = !masked || (mask[m][n] >= -2 && mask[m][n] <= 3);
            return passes ? Math.max(v + (withBias ? bias[n] : 0), 0) : 0;
          }),
        );
        expect(readRows(c, rows, columns)).toEqual(expected);
      }),
      { seed, numRuns: 60 },
    );
  });

  it(`add the product of a transposed matrix at any size (seed ${seed})`, () => {
    fc.assert(
      fc.property(sizes, ({ rows, inner, columns }) => {
        const place = placer();
        const [a, b] = [matrix(rows, inner, 13), matrix(rows, columns, 11)];
        const [aAt, bAt] = [padded(a), padded(b)].map(place);
        const start = matrix(inner, columns, 3);
        const c = place(panels(start));
        kernels.gemmTransposed(
          aAt,
          rowBytes(inner),
          bAt,
          rowBytes(columns),
          c,
          rows,
          inner,
          panelsOf(columns),
        );
        const found = unpackPanels(floats.subarray(c / 4), [inner, columns]);
        expect([...found]).toEqual(
          product(transposed(a), b).flatMap((row, k) => row.map((v, n) => v + start[k][n])),
        );
      }),
      { seed, numRuns: 60 },
    );
  });

  it(`transpose panels at any size, leaving pad lanes 0 (seed ${seed})`, () => {
    fc.assert(
      fc.property(sizes, ({ inner, columns }) => {
        const place = placer();
        const a = matrix(inner, columns, 101);
        const from = place(panels(a));
        const to = place(new Float32Array((columns * rowBytes(inner)) / 4));
        kernels.transposePanels(from, to, 1, inner, columns);
        expect(floats.subarray(to / 4, to / 4 + (columns * rowBytes(inner)) / 4)).toEqual(
          panels(transposed(a)),
        );
      }),
      { seed, numRuns: 60 },
    );
  });

  it(`add the sum of rows at any width (seed ${seed})`, () => {
    fc.assert(
      fc.property(sizes, ({ rows, columns }) => {
        const place = placer();
        const a = matrix(rows, columns, 13);
        const from = place(padded(a));
        const to = place(padded([a[0]]));
        kernels.sumRows(from, to, rows, rowBytes(columns));
        expect(readRows(to, 1, columns)[0]).toEqual(
          transposed(a).map((column) => column.reduce((s, v) => s + v) + column[0]),
        );
      }),
      { seed, numRuns: 30 },
    );
  });

  it.each([
    { name: 'tanh', f: Math.tanh },
    { name: 'sigmoid', f: (x: number) => 1 / (1 + Math.exp(-x)) },
  ] as const)('compute $name to 3e-7 of its value from -20 to 20', ({ name, f }) => {
    const place = placer();
    const x = Float32Array.from({ length: 16384 }, (_, i) => (i - 8192) / 409.6);
    const [from, to] = [place(x), place(x)];
    kernels[name](from, to, x.byteLength);
    const errors = Array.from(x, (value, i) => Math.abs(floats[to / 4 + i] / f(value) - 1));
    expect(Math.max(...errors.filter((_, i) => x[i] !== 0))).toBeLessThan(3e-7);
  });

  it('let a NaN through relu and rounding, so that a diverged network is seen', () => {
    const place = placer();
    const at = place([NaN, 1, -1, NaN]);
    kernels.relu(at, at, 16);
    expect([...floats.subarray(at / 4, at / 4 + 4)]).toEqual([NaN, 1, 0, NaN]);
    kernels.quantize(at, at, 16, 0.5, -4, 3);
    expect([...floats.subarray(at / 4, at / 4 + 4)]).toEqual([NaN, 1, 0, NaN]);
  });

  it('hold the index of a table inside the table', () => {
    const place = placer();
    const table = place([10, 11, 12, 13]);
    const x = place([-100, -0.5, 0.25, 1e9]);
    // Inputs in halves from -1 (index 0) to 0.5 (index 3).
    kernels.lookup(x, x, 16, table, 2, -2, 4);
    expect([...floats.subarray(x / 4, x / 4 + 4)]).toEqual([10, 11, 12, 13]);
  });

  it.each(['softmaxCrossEntropy', 'meanSquaredError', 'huber'] as const)(
    '%s leaves the pad lanes of its gradient exactly 0, whatever the outputs have there',
    (loss) => {
      const place = placer();
      const outputs = place(new Float32Array(16).fill(0.5));
      const targets = place([0, 0, 0, 0, 0, 0]);
      const gradient = place(new Float32Array(16).fill(9));
      const call = kernels[loss] as Kernels['softmaxCrossEntropy'];
      call(outputs, targets, gradient, 2, 3, 32, 0.5, 0.75, 0);
      const rows = [0, 8].map((row) => [...floats.subarray(gradient / 4 + row, gradient / 4 + row + 8)]);
      for (const row of rows) {
        expect(row.slice(0, 3)).not.toContain(0);
        expect(row.slice(3)).toEqual([0, 0, 0, 0, 0]);
      }
    },
  );
});
