import type { OfKind, NaiveContext, NaiveOperation } from './naiveContext';

/** For each element of `y: [..., c]`, the indices of the elements of `x: [..., p, c]` that it combines, in order of p. */
function groupsOf({ program }: NaiveContext, x: number): number[][] {
  const shape = program.operations[x].shape;
  const channels = shape[shape.length - 1];
  const members = shape[shape.length - 2];
  const elements = shape.reduce((product, size) => product * size, 1);
  return Array.from({ length: elements / members }, (_, i) => {
    const first = Math.floor(i / channels) * members * channels + (i % channels);
    return Array.from({ length: members }, (__, p) => first + p * channels);
  });
}

export const naiveMax: NaiveOperation<OfKind<'max'>> = {
  forward: (context, { x }) =>
    context.values[x].map((row) =>
      groupsOf(context, x).map((group) => Math.max(...group.map((i) => row[i]))),
    ),
  backward(context, { x }, { y, gradient }) {
    const groups = groupsOf(context, x);
    gradient.forEach((row, m) =>
      groups.forEach((group, n) => {
        const first = group.find((i) => context.values[x][m][i] === y[m][n])!;
        context.gradients[x][m][first] += row[n];
      }),
    );
  },
};

export const naiveSum: NaiveOperation<OfKind<'sum'>> = {
  forward: (context, { x }) =>
    context.values[x].map((row) =>
      groupsOf(context, x).map((group) => group.reduce((sum, i) => sum + row[i], 0)),
    ),
  backward(context, { x }, { gradient }) {
    const groups = groupsOf(context, x);
    gradient.forEach((row, m) =>
      groups.forEach((group, n) => {
        for (const i of group) context.gradients[x][m][i] += row[n];
      }),
    );
  },
};
