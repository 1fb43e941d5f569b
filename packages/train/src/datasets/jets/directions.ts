import { momentumOf, type FourVector, type HistoryNode } from './particle';
import type { Random } from '../random';

type Vector = readonly [number, number, number];

/**
 * The leaves of a history whose root moves along x, with a uniform azimuth at every branching. Energy and momentum
 * are conserved at each, so the sum of the leaves is the root. Order of the history, first daughters first.
 */
export function finalParticles(root: HistoryNode, random: Random): FourVector[] {
  const particles: FourVector[] = [];
  const place = (node: HistoryNode, momentum: Vector): void => {
    if (node.split === undefined) {
      const [x, y, z] = momentum;
      particles.push({ e: node.energy, x, y, z });
      return;
    }
    const { daughters } = node.split;
    const first = momentumOfFirst(node.split, momentum, random.direction());
    place(daughters[0], first);
    place(daughters[1], difference(momentum, first));
  };
  place(root, [momentumOf(root), 0, 0]);
  return particles;
}

/** Momentum of the first daughter: its parts along and across the mother follow from the opening angle. */
function momentumOfFirst(
  { daughters, oneMinusCos }: NonNullable<HistoryNode['split']>,
  momentum: Vector,
  [cos, sin]: readonly [number, number],
): Vector {
  const [p1, p2] = [momentumOf(daughters[0]), momentumOf(daughters[1])];
  const total = Math.sqrt(dot(momentum, momentum));
  const along = (p1 * (p1 + p2 * (1 - oneMinusCos))) / total;
  const across = (p1 * p2 * Math.sqrt(Math.max(0, oneMinusCos * (2 - oneMinusCos)))) / total;
  const axis: Vector = [momentum[0] / total, momentum[1] / total, momentum[2] / total];
  const [u, v] = basisAcross(axis);
  const part = (i: 0 | 1 | 2) => along * axis[i] + across * (cos * u[i] + sin * v[i]);
  return [part(0), part(1), part(2)];
}

/** Two unit vectors across a unit vector (Duff et al. 2017, Building an Orthonormal Basis, Revisited, JCGT 6(1)). */
function basisAcross([x, y, z]: Vector): readonly [Vector, Vector] {
  const sign = z < 0 ? -1 : 1;
  const a = -1 / (sign + z);
  const b = x * y * a;
  return [
    [1 + sign * x * x * a, sign * b, -sign * x],
    [b, sign + y * y * a, -y],
  ];
}

function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
