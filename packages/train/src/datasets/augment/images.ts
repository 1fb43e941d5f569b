import { imageAxes, type Example, type ExampleKind, type Transform } from './transform';

/** Where the pixel of each row and column comes from; undefined: outside of the image. */
type Origin = (row: number, column: number) => readonly [number, number] | undefined;

/** Mirrors half of the images along each of the given directions. */
export function flip(kind: ExampleKind, directions: readonly ('horizontal' | 'vertical')[]): Transform {
  const [height, width] = imageAxes(kind.shape)!;
  return (example, random) => {
    for (const direction of directions) {
      if (random.uniform() < 0.5) continue;
      const isHorizontal = direction === 'horizontal';
      move(example, kind, (row, column) =>
        isHorizontal ? [row, width - 1 - column] : [height - 1 - row, column],
      );
      place(example, kind, ([column, row]) => (isHorizontal ? [-column, row] : [column, -row]));
    }
  };
}

/** Turns square images by 0, 90, 180 or 270 degrees, clockwise as seen with row 0 on top. */
export function rotate(kind: ExampleKind): Transform {
  const [size] = imageAxes(kind.shape)!;
  return (example, random) => {
    const quarters = Math.floor(4 * random.uniform());
    for (let quarter = 0; quarter < quarters; quarter++) {
      move(example, kind, (row, column) => [size - 1 - column, row]);
      place(example, kind, ([column, row]) => [-row, column]);
    }
  };
}

/** Moves images by -pixels to pixels along each axis; zeros move in. */
export function shift(kind: ExampleKind, pixels: number): Transform {
  const [height, width] = imageAxes(kind.shape)!;
  return (example, random) => {
    const draw = () => Math.floor((2 * pixels + 1) * random.uniform()) - pixels;
    const [right, down] = [draw(), draw()];
    move(example, kind, (row, column) => {
      const [fromRow, fromColumn] = [row - down, column - right];
      const isInside = fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
      return isInside ? [fromRow, fromColumn] : undefined;
    });
    place(example, kind, ([column, row]) => [column + right, row + down]);
  };
}

function move({ x }: Example, { shape }: ExampleKind, originOf: Origin): void {
  const [height, width, channels] = imageAxes(shape)!;
  const before = x.slice();
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const origin = originOf(row, column);
      for (let channel = 0; channel < channels; channel++) {
        x[(row * width + column) * channels + channel] =
          origin === undefined ? 0 : before[(origin[0] * width + origin[1]) * channels + channel];
      }
    }
  }
}

function place(
  { y }: Example,
  { hasPositions }: ExampleKind,
  map: (position: readonly [number, number]) => readonly [number, number],
): void {
  // Minus zero would be another byte in the file.
  if (y && hasPositions) y.set(map([y[0], y[1]]).map((part) => part + 0));
}
