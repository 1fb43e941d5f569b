import type { PortableMath } from '../../engines/wasm';
import { arctangent, wrapped } from './coordinates';
import type { FourVector } from './particle';

/** A jet in the tree of its clustering. */
export interface Cluster {
  readonly momentum: FourVector;
  /** Numbers of the particles in it. */
  readonly members: readonly number[];
  /** The two that were joined last; absent for a particle. */
  readonly parents?: readonly [Cluster, Cluster];
}

interface Node {
  readonly cluster: Cluster;
  readonly rapidity: number;
  readonly phi: number;
  nearest: number;
  distance: number;
}

/**
 * Clusters particles by the Cambridge/Aachen algorithm (Dokshitzer et al. 1997, hep-ph/9707323; Wobisch and Wengler
 * 1998, hep-ph/9907280) without a limit on the radius: the two nearest in rapidity and azimuth are joined by the sum
 * of their four-vectors until one is left. Each node remembers its nearest neighbour: O(n^2). Needs a particle.
 */
export function clusterCambridgeAachen(particles: readonly FourVector[], math: PortableMath): Cluster {
  const nodes: Node[] = [];
  particles.forEach((momentum, index) => {
    nodes.push(nodeOf({ momentum, members: [index] }, math));
    meetOthers(nodes, nodes.length - 1);
  });
  while (nodes.length > 1) {
    const first = closestOf(nodes);
    const second = nodes[first].nearest;
    const parents = [nodes[first].cluster, nodes[second].cluster] as const;
    replaceBoth(
      nodes,
      { first: Math.min(first, second), second: Math.max(first, second) },
      nodeOf(joinedOf(parents), math),
    );
  }
  return nodes[0].cluster;
}

function joinedOf(parents: readonly [Cluster, Cluster]): Cluster {
  const [a, b] = [parents[0].momentum, parents[1].momentum];
  return {
    momentum: { e: a.e + b.e, x: a.x + b.x, y: a.y + b.y, z: a.z + b.z },
    members: [...parents[0].members, ...parents[1].members],
    parents,
  };
}

function nodeOf(cluster: Cluster, { log }: PortableMath): Node {
  const { e, x, y, z } = cluster.momentum;
  const rapidity = 0.5 * log((e + z) / (e - z));
  return { cluster, rapidity, phi: arctangent(y, x), nearest: -1, distance: Infinity };
}

function distanceOf(a: Node, b: Node): number {
  const [dy, dphi] = [a.rapidity - b.rapidity, wrapped(a.phi - b.phi)];
  return dy * dy + dphi * dphi;
}

/** Lets one node and all others know each other. */
function meetOthers(nodes: Node[], at: number): void {
  const node = nodes[at];
  for (let other = 0; other < nodes.length; other++) {
    if (other === at) continue;
    const distance = distanceOf(node, nodes[other]);
    if (distance < node.distance) [node.nearest, node.distance] = [other, distance];
    if (distance < nodes[other].distance) [nodes[other].nearest, nodes[other].distance] = [at, distance];
  }
}

function closestOf(nodes: readonly Node[]): number {
  let best = 0;
  for (let at = 1; at < nodes.length; at++) if (nodes[at].distance < nodes[best].distance) best = at;
  return best;
}

/** The joined node takes the first one's place and the last node the second one's. */
function replaceBoth(
  nodes: Node[],
  { first, second }: { first: number; second: number },
  joined: Node,
): void {
  const last = nodes.length - 1;
  nodes[first] = joined;
  nodes[second] = nodes[last];
  nodes.pop();
  const lost: number[] = [];
  nodes.forEach((node, at) => {
    if (at === first) return;
    if (node.nearest === first || node.nearest === second) lost.push(at);
    else if (node.nearest === last) node.nearest = second;
  });
  for (const at of lost) findNearest(nodes, at);
  meetOthers(nodes, first);
}

function findNearest(nodes: Node[], at: number): void {
  const node = nodes[at];
  node.distance = Infinity;
  for (let other = 0; other < nodes.length; other++) {
    if (other === at) continue;
    const distance = distanceOf(node, nodes[other]);
    if (distance < node.distance) [node.nearest, node.distance] = [other, distance];
  }
}
