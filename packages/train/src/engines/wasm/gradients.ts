import { operandsOf, type Program, type ValueId } from '@nx-codesign/ir';
import type { Arena } from './arena';
import type { Address } from './kernels';
import type { LearnedDraft } from './learned/learnedDraft';
import type { Parameters } from './parameters';
import { bytesIn, type CallLists, type Place } from './places';
import type { SessionOptions } from '../../training/types';

/** Where the gradients of the values lie while the backward pass is planned, last operation first. */
export interface Gradients {
  /** Whether a weight or a learned width stands somewhere behind a value. */
  wanted(id: ValueId): boolean;
  /** Room for one reader's contribution to a value's gradient, in the layout of the value's place. */
  room(id: ValueId): Address;
  /** States that one reader's contribution to the gradient of a value will be at an address. */
  contribute(id: ValueId, at: Address): void;
  /** The gradient of a value, all contributions summed; undefined if the loss does not depend on it. */
  collect(id: ValueId): Address | undefined;
  /** Lets later calls of the plan use the room again. */
  release(at: Address): void;
  /** Values whose gradient is already masked by their own `relu` or `quantize`. */
  readonly masked: Set<ValueId>;
}

interface Context {
  readonly program: Program;
  readonly parameters: Parameters;
  readonly readers: readonly number[];
  readonly places: readonly Place[];
  readonly arena: Arena;
  readonly options: SessionOptions;
  readonly calls: CallLists;
  readonly learned?: LearnedDraft;
}

export function createGradients(context: Context): Gradients {
  const wanted = gradientsWanted(context);
  const contributions = new Map<ValueId, Address[]>();
  const pool = createPool(context.arena);
  return {
    masked: new Set(),
    wanted: (id) => wanted[id],
    room: (id) =>
      parameterRoom(context, id) ?? pool.take(bytesIn(context.places[id], context.options.maxBatch)),
    contribute(id, at) {
      contributions.set(id, [...(contributions.get(id) ?? []), at]);
    },
    collect(id) {
      const [first, ...others] = contributions.get(id) ?? [];
      const place = context.places[id];
      for (const other of others) {
        context.calls.backward.push((k, rows) => k.add(first, other, first, bytesIn(place, rows)));
        pool.give(other);
      }
      return first;
    },
    release: (at) => pool.give(at),
  };
}

/** The gradient slot of a weight that one operation alone reads, directly or rounded. */
function parameterRoom({ program, parameters, readers }: Context, id: ValueId): Address | undefined {
  if (readers[id] !== 1) return undefined;
  const operation = program.operations[id];
  if (operation.kind === 'quantize')
    return parameterRoom({ program, parameters, readers } as Context, operation.x);
  return operation.kind === 'constant' ? parameters.byTensor.get(operation.tensor)!.gradient : undefined;
}

function gradientsWanted({ program: { operations }, learned }: Context): boolean[] {
  const wanted: boolean[] = [];
  operations.forEach((operation, id) => {
    const trained = operation.kind === 'constant' || learned?.quantizers.has(id) === true;
    wanted[id] = trained || operandsOf(operation).some((operand) => wanted[operand]);
  });
  return wanted;
}

interface Pool {
  take(bytes: number): Address;
  give(address: Address): void;
}

/** Room that is used again by whoever needs the same number of bytes, so that it stays in the cache. */
function createPool(arena: Arena): Pool {
  const sizes = new Map<Address, number>();
  const free = new Map<number, Address[]>();
  return {
    take(bytes) {
      const address = free.get(bytes)?.pop() ?? arena.allocate(bytes);
      sizes.set(address, bytes);
      return address;
    },
    give(address) {
      const bytes = sizes.get(address);
      if (bytes !== undefined) free.set(bytes, [...(free.get(bytes) ?? []), address]);
    },
  };
}
