import type { Cluster } from './clustering';

/** Smallest share of the transverse momentum that the softer of two parents must have. */
const cut = 0.1;

/**
 * Modified mass drop (Dasgupta et al. 2013, arXiv 1307.0007), which is soft drop with beta = 0 (Larkoski et
 * al. 2014, arXiv 1402.2657): undoes the clustering step by step and drops the softer parent until both carry at
 * least a tenth of the transverse momentum. A jet that never splits so is its hardest particle.
 */
export function groomed(jet: Cluster): Cluster {
  let current = jet;
  while (current.parents) {
    const [first, second] = current.parents;
    const [pt1, pt2] = [transverse(first), transverse(second)];
    if (Math.min(pt1, pt2) > cut * (pt1 + pt2)) return current;
    current = pt1 >= pt2 ? first : second;
  }
  return current;
}

function transverse({ momentum: { x, y } }: Cluster): number {
  return Math.sqrt(x * x + y * y);
}
