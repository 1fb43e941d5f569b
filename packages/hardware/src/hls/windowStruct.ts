import type { IntegerOperation } from '@nx-codesign/ir';

/** The members of a struct that says how a window moves; a window over one axis moves along a single row. */
export function windowMembers(
  { shape, sizes, strides, before }: Extract<IntegerOperation, { kind: 'window' }>,
  inputShape: readonly number[],
): string[] {
  const pair = (extents: readonly number[], row: number) =>
    sizes.length === 2 ? extents : [row, ...extents];
  const [height, width] = pair(inputShape.slice(0, -1), 1);
  const [rows, columns] = pair(shape.slice(0, -1), 1);
  const [windowHeight, windowWidth] = pair(sizes, 1);
  const [down, right] = pair(strides, 1);
  const [above, left] = pair(before, 0);
  const members: readonly (readonly [string, number])[] = [
    ['height', height],
    ['width', width],
    ['channels', inputShape[inputShape.length - 1]],
    ['rows', rows],
    ['columns', columns],
    ['window_height', windowHeight],
    ['window_width', windowWidth],
    ['stride_down', down],
    ['stride_right', right],
    ['zeros_above', above],
    ['zeros_left', left],
  ];
  return members.map(([name, value]) => `static const int ${name} = ${value};`);
}
