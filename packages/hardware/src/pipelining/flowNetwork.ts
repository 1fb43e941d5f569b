/** A directed network of capacities, for a minimum cut. */
export class FlowNetwork {
  /** By edge; edge `i ^ 1` is the reverse of edge i. */
  private readonly heads: number[] = [];
  private readonly capacities: number[] = [];
  private readonly next: number[] = [];
  /** By node: its last edge, -1 without one. */
  private readonly first: Int32Array;

  constructor(private readonly nodeCount: number) {
    this.first = new Int32Array(nodeCount).fill(-1);
  }

  connect(from: number, to: number, capacity: number): void {
    this.addEdge(from, to, capacity);
    this.addEdge(to, from, 0);
  }

  /**
   * The nodes on the source's side of the minimum cut that is nearest to the source, by Dinic's algorithm (1970).
   * O(nodes^2 edges) time in the worst case, near linear in the networks of pipelines.
   */
  sourceSide(source: number, sink: number): Uint8Array {
    for (;;) {
      const levels = this.levelsFrom(source);
      if (levels[sink] < 0) {
        return Uint8Array.from(levels, (level) => (level < 0 ? 0 : 1));
      }
      this.block(source, sink, levels);
    }
  }

  private addEdge(from: number, to: number, capacity: number): void {
    this.heads.push(to);
    this.capacities.push(capacity);
    this.next.push(this.first[from]);
    this.first[from] = this.heads.length - 1;
  }

  /** Edges on the shortest way with capacity left, -1 without one. */
  private levelsFrom(source: number): Int32Array {
    const levels = new Int32Array(this.nodeCount).fill(-1);
    levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (let edge = this.first[node]; edge >= 0; edge = this.next[edge]) {
        const head = this.heads[edge];
        if (this.capacities[edge] > 0 && levels[head] < 0) {
          levels[head] = levels[node] + 1;
          queue.push(head);
        }
      }
    }
    return levels;
  }

  /** Sends flow along shortest ways until each is blocked. */
  private block(source: number, sink: number, levels: Int32Array): void {
    const untried = this.first.slice();
    const way: number[] = [];
    for (let node = source; ;) {
      if (node === sink) {
        node = this.push(way, source);
        continue;
      }
      const edge = this.forward(node, levels, untried);
      if (edge >= 0) {
        way.push(edge);
        node = this.heads[edge];
      } else if (way.length > 0) {
        const back = way.pop() as number;
        node = this.heads[back ^ 1];
        untried[node] = this.next[untried[node]];
      } else {
        return;
      }
    }
  }

  /** The next edge of a node that leads nearer to the sink, -1 without one. */
  private forward(node: number, levels: Int32Array, untried: Int32Array): number {
    for (; untried[node] >= 0; untried[node] = this.next[untried[node]]) {
      const edge = untried[node];
      if (this.capacities[edge] > 0 && levels[this.heads[edge]] === levels[node] + 1) {
        return edge;
      }
    }
    return -1;
  }

  /** Fills a way; cuts it back to its first full edge and returns that edge's tail. */
  private push(way: number[], source: number): number {
    const amount = way.reduce((least, edge) => Math.min(least, this.capacities[edge]), Infinity);
    let full = way.length;
    for (let i = way.length - 1; i >= 0; i--) {
      this.capacities[way[i]] -= amount;
      this.capacities[way[i] ^ 1] += amount;
      full = this.capacities[way[i]] === 0 ? i : full;
    }
    way.length = full;
    return full === 0 ? source : this.heads[way[full - 1]];
  }
}
