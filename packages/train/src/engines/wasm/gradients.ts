import { operandsOf, type Program, type ValueId } from '@nx-codesign/ir';
import type { Arena } from './arena';
import type { Address } from './kernels';
import type { LearnedDraft } from './learned/learnedDraft';
import type { Parameters } from './parameters';
import { bytesIn, type CallLists, type Place } from './places';

/** Where the gradients of the values lie while the backward pass is planned, last operation first. */
export interface Gradients {
  /** Whether a weight or a learned width stands somewhere behind a value. */
  wanted(id: ValueId): boolean;
  /**
   * Room for one reader's contribution to a value's gradient, in the layout of the value's place. Of what depends on
   * the weights alone it is the same for all readers, who add to it.
   */
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
  /** Most examples that a call computes with. */
  readonly chunk: number;
  readonly calls: CallLists;
  readonly learned?: LearnedDraft;
}

export function createGradients(context: Context): Gradients {
  const { places, calls, parameters, learned, chunk } = context;
  const wanted = gradientsWanted(context);
  const contributions = new Map<ValueId, Set<Address>>();
  const pool = createPool(context.arena);
  const sums = createSums(context);
  calls.begin.push((k) => k.zero(parameters.gradients, parameters.kernelBytes + parameters.vectorBytes));
  if (learned) calls.begin.push((k) => k.zero(learned.gradients, learned.bytes));
  return {
    masked: new Set(),
    wanted: (id) => wanted[id],
    room: (id) => (places[id].perExample ? pool.take(bytesIn(places[id], chunk)) : sums(id)),
    contribute(id, at) {
      contributions.set(id, (contributions.get(id) ?? new Set()).add(at));
    },
    collect(id) {
      const [first, ...others] = contributions.get(id) ?? [];
      const place = places[id];
      const list = place.perExample ? calls.backward : calls.finish;
      for (const other of others) {
        list.push((k, examples) => k.add(first, other, first, bytesIn(place, examples)));
        pool.give(other);
      }
      return first;
    },
    release: (at) => pool.give(at),
  };
}

/** Rooms of what depends on the weights alone: a weight's own slot, or a sum that every step begins at 0. */
function createSums(context: Context): (id: ValueId) => Address {
  const rooms = new Map<ValueId, Address>();
  return (id) => {
    const known = parameterRoom(context, id) ?? rooms.get(id);
    if (known !== undefined) return known;
    const bytes = bytesIn(context.places[id], 0);
    const room = context.arena.allocate(bytes);
    rooms.set(id, room);
    context.calls.begin.push((k) => k.zero(room, bytes));
    return room;
  };
}

/** The gradient slot of a weight, also for its rounded value where nothing else reads the weight. */
function parameterRoom(context: Context, id: ValueId): Address | undefined {
  const operation = context.program.operations[id];
  if (operation.kind === 'constant') return context.parameters.byTensor.get(operation.tensor)!.gradient;
  if (operation.kind !== 'quantize' || context.readers[operation.x] !== 1) return undefined;
  return parameterRoom(context, operation.x);
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
