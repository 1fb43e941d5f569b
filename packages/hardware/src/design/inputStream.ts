import { CodesignError, type IntegerOperation, type IntegerProgram, type ValueId } from '@nx-codesign/ir';
import type { ElementPort } from './design';
import { partition, type LayerGroup } from './partition';
import { packPorts } from './ports';
import { isView } from './views';

/**
 * How a vector enters: its positions in raster order (row by row), as many in each beat as there are lanes. A value at
 * raster r of a stream is there floor(r / lanes) cycles after that at raster 0, in lane r mod lanes.
 */
export interface InputStream {
  readonly reuseFactor: number;
  /** Positions in a beat. */
  readonly lanes: number;
  /** Input elements at a position. */
  readonly channels: number;
}

/** The stream for a reuse factor. Throws `hardware.reuseFactor` for one that is not legal. */
export function inputStreamOf(program: IntegerProgram, reuseFactor: number): InputStream {
  const { length } = program.operations[0].low;
  if (reuseFactor === 1) {
    return { reuseFactor, lanes: 1, channels: length };
  }
  const positions = inputPositions(program);
  checkReuseFactor(reuseFactor, { positions, name: program.name });
  return { reuseFactor, lanes: positions / reuseFactor, channels: length / positions };
}

/**
 * The reuse factors that a network can be built with, smallest first: those by which the positions that its first shared
 * layers read (particles, pixels) divide into equal beats. Only 1 where no layer shares its weights over positions of the
 * input.
 */
export function legalReuseFactors(program: IntegerProgram): number[] {
  return divisorsOf(inputPositions(program));
}

/**
 * Throws `hardware.reuseFactor` unless the factor divides the positions of the input that the first layers of a network
 * share; the message names the nearest that do.
 */
export function checkReuseFactor(
  reuseFactor: number,
  { positions, name }: { readonly positions: number; readonly name: string },
): void {
  const legal = divisorsOf(positions);
  if (legal.includes(reuseFactor)) {
    return;
  }
  const lower = legal.filter((factor) => factor < reuseFactor).pop();
  const higher = legal.find((factor) => factor > reuseFactor);
  const nearest = [lower, higher].filter((factor) => factor !== undefined).join(' or ');
  throw new CodesignError(
    'hardware.reuseFactor',
    positions === 1
      ? `A reuse factor of ${reuseFactor} needs a layer that shares its weights over positions of the input; ` +
          `${name} has none. Use 1.`
      : `A reuse factor of ${reuseFactor} does not divide the ${positions} positions of the input of ${name} into ` +
          `equal beats. Use ${nearest}.`,
  );
}

/** By beat and port: the element of the flattened vector. */
export function beatsOf({ reuseFactor, lanes, channels }: InputStream): number[][] {
  const ports = lanes * channels;
  return Array.from({ length: reuseFactor }, (_, beat) =>
    Array.from({ length: ports }, (_unused, port) => beat * ports + port),
  );
}

/** Ports of a beat: each holds what it carries in any. */
export function inputPortsOf(program: IntegerProgram, stream: InputStream): ElementPort[] {
  const { low, high, fraction } = program.operations[0];
  const [first, ...others] = beatsOf(stream);
  const over = (bounds: readonly number[], pick: (...values: number[]) => number): number[] =>
    first.map((element, port) =>
      others.reduce((best, beat) => pick(best, bounds[beat[port]]), bounds[element]),
    );
  return packPorts({ low: over(low, Math.min), high: over(high, Math.max), fraction });
}

/** Positions of the input that the layers that read it treat alike; 1 if they treat none alike. */
function inputPositions(program: IntegerProgram): number {
  return Math.max(1, ...partition(program).flatMap((group) => positionsRead(program, group)));
}

function positionsRead({ operations }: IntegerProgram, group: LayerGroup): number[] {
  const [first] = group.operations.map((id) => operations[id]);
  return group.inputs.flatMap((id) => {
    const path = viewsToInput(operations, id);
    if (path === undefined) {
      return [];
    }
    const window = path.find((operation) => operation.kind === 'window');
    if (window?.kind === 'window') {
      return product(operations[window.x].shape.slice(0, -1));
    }
    const isAggregate = first.kind === 'sum' || first.kind === 'max';
    return isAggregate ? product(operations[id].shape.slice(0, -1)) : group.positions;
  });
}

/** The views between the input and a value; undefined for a value that is computed. */
function viewsToInput(operations: IntegerProgram['operations'], id: ValueId): IntegerOperation[] | undefined {
  const operation = operations[id];
  if (operation.kind === 'input') {
    return [];
  }
  if (!isView(operation) || !('x' in operation)) {
    return undefined;
  }
  const ahead = viewsToInput(operations, operation.x);
  return ahead && [...ahead, operation];
}

function divisorsOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((divisor) => count % divisor === 0);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}
