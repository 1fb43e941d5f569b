/** Variables by activity, the most active first: a binary heap that knows where each variable is. */
export class VariableHeap {
  private readonly heap: number[] = [];
  /** By variable; -1 for those that are not in the heap. */
  private readonly places: number[] = [];

  constructor(private readonly activity: readonly number[]) {}

  insert(variable: number): void {
    if ((this.places[variable] ?? -1) >= 0) return;
    this.places[variable] = this.heap.length;
    this.heap.push(variable);
    this.rise(this.heap.length - 1);
  }

  /** To be called when the variable's activity has grown. */
  raise(variable: number): void {
    const place = this.places[variable] ?? -1;
    if (place >= 0) this.rise(place);
  }

  /** Takes the most active variable out; of equally active ones any, but always the same. */
  pop(): number | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (last === undefined) return undefined;
    this.places[first] = -1;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.places[last] = 0;
      this.sink(0);
    }
    return first;
  }

  private rise(start: number): void {
    const { heap, places, activity } = this;
    const variable = heap[start];
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (activity[heap[parent]] >= activity[variable]) break;
      heap[place] = heap[parent];
      places[heap[place]] = place;
      place = parent;
    }
    heap[place] = variable;
    places[variable] = place;
  }

  private sink(start: number): void {
    const { heap, places, activity } = this;
    const variable = heap[start];
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && activity[heap[child + 1]] > activity[heap[child]]) child += 1;
      if (activity[heap[child]] <= activity[variable]) break;
      heap[place] = heap[child];
      places[heap[place]] = place;
      place = child;
    }
    heap[place] = variable;
    places[variable] = place;
  }
}
