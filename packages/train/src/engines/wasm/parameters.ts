import { positionsOf, type Program, type Tensor } from '@nx-codesign/ir';
import { tensorRoles, type TensorRole } from '../tensorRoles';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { packPanels, packRows, rowBytes, unpackPanels, unpackRows } from './layout';

/** A weight tensor in the arena: kernels in panels, everything else in padded rows. */
export interface Parameter {
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly role: TensorRole;
  readonly bytes: number;
  readonly address: Address;
  /** Where its gradient goes; absent for running statistics. */
  readonly gradient?: Address;
}

/** All weights: kernels, then other trainable vectors, in one block, so that one call updates each group. */
export interface Parameters {
  readonly byTensor: ReadonlyMap<string, Parameter>;
  readonly kernelBytes: number;
  readonly vectorBytes: number;
  readonly weights: Address;
  readonly gradients: Address;
  /** First and second moments of the optimiser. */
  readonly means: Address;
  readonly variances: Address;
  /** Room for a mask of all weights, in their layout. */
  readonly mask: Address;
}

interface Sized {
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly role: TensorRole;
  readonly bytes: number;
}

/** Gives every weight tensor of a program its place. */
export function placeParameters(program: Program, arena: Arena): Parameters {
  const all = sizedTensors(program);
  const kernels = all.filter(({ role }) => role === 'kernel');
  const statistics = all.filter(({ role }) => isStatistic(role));
  const vectors = all.filter(({ role }) => role !== 'kernel' && !isStatistic(role));
  const kernelBytes = totalBytes(kernels);
  const vectorBytes = totalBytes(vectors);
  const [weights, gradients, means, variances, mask] = Array.from({ length: 5 }, () =>
    arena.allocate(kernelBytes + vectorBytes),
  );
  const byTensor = new Map<string, Parameter>();
  let offset = 0;
  for (const sized of [...kernels, ...vectors]) {
    byTensor.set(sized.tensor, { ...sized, address: weights + offset, gradient: gradients + offset });
    offset += sized.bytes;
  }
  for (const sized of statistics)
    byTensor.set(sized.tensor, { ...sized, address: arena.allocate(sized.bytes) });
  return { byTensor, kernelBytes, vectorBytes, weights, gradients, means, variances, mask };
}

/** Copies a tensor into its place; `memory` is the whole arena as floats. */
export function writeParameter(memory: Float32Array, parameter: Parameter, tensor: Tensor): void {
  const place = floatsAt(memory, parameter.address, parameter.bytes);
  if (parameter.role === 'kernel') packPanels(tensor, place);
  else packRows(tensor, place);
}

/** A copy of the tensor at `address`, laid out as `parameter` is. */
export function readParameter(
  memory: Float32Array,
  { role, shape, bytes }: Parameter,
  address: Address,
): Tensor {
  const place = floatsAt(memory, address, bytes);
  return { shape, data: role === 'kernel' ? unpackPanels(place, shape) : unpackRows(place, shape) };
}

function floatsAt(memory: Float32Array, address: Address, bytes: number): Float32Array {
  return memory.subarray(address / 4, (address + bytes) / 4);
}

function sizedTensors(program: Program): Sized[] {
  const roles = tensorRoles(program);
  const shapes = new Map<string, readonly number[]>();
  for (const operation of program.operations) {
    if (operation.kind === 'constant') shapes.set(operation.tensor, operation.shape);
  }
  return [...shapes].map(([tensor, shape]) => {
    const role = roles.get(tensor)!;
    return { tensor, shape, role, bytes: bytesOf(role, shape) };
  });
}

function bytesOf(role: TensorRole, shape: readonly number[]): number {
  if (role === 'kernel') return shape[0] * rowBytes(shape[1]);
  return positionsOf(shape) * rowBytes(shape[shape.length - 1]);
}

function isStatistic(role: TensorRole): boolean {
  return role === 'mean' || role === 'variance';
}

function totalBytes(tensors: readonly Sized[]): number {
  return tensors.reduce((sum, { bytes }) => sum + bytes, 0);
}
