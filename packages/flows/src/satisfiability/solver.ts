import { VariableHeap } from './variableHeap';

/** A variable times two, plus one if it is negated. */
export type Literal = number;

export const negation = (literal: Literal): Literal => literal ^ 1;

/** `unknown`: the limit of conflicts was reached. */
export type Answer = 'satisfiable' | 'unsatisfiable' | 'unknown';

const unassigned = -1;
const noReason = -1;
const activityDecay = 1 / 0.95;
const activityLimit = 1e100;
/** Conflicts of the shortest run between two restarts. */
const restartConflicts = 64;

/**
 * Conflict-driven clause learning with two watched literals, activities and saved phases (MiniSat: Een and Soerensson
 * 2003, doi:10.1007/978-3-540-24605-3_37; restarts: Luby et al. 1993). Clauses may be added between calls. It does the
 * same in every run: the limit is a number of conflicts, not a time.
 */
export class Solver {
  /** Clauses one after the other: their length, then their literals. */
  private arena = new Int32Array(1 << 16);
  private arenaEnd = 0;
  /** By literal: clauses that watch its negation's becoming false, by their place. */
  private readonly watches: number[][] = [];
  /** By variable: 0, 1 or -1. */
  private values = new Int8Array(1 << 10).fill(unassigned);
  private levels = new Int32Array(1 << 10);
  private reasons = new Int32Array(1 << 10);
  private phases = new Int8Array(1 << 10);
  private seen = new Uint8Array(1 << 10);
  private readonly activity: number[] = [];
  private readonly order = new VariableHeap(this.activity);
  private increment = 1;
  private readonly trail: Literal[] = [];
  private readonly levelStarts: number[] = [];
  private propagated = 0;
  private contradiction = false;

  /** A new variable, and the value that it is tried with first. */
  variable(phase: 0 | 1 = 0): number {
    const variable = this.activity.length;
    if (variable === this.values.length) this.grow();
    this.activity.push(0);
    this.phases[variable] = phase;
    this.watches.push([], []);
    this.order.insert(variable);
    return variable;
  }

  get variables(): number {
    return this.activity.length;
  }

  /** Tells the value that a variable is tried with next. */
  suggest(variable: number, phase: 0 | 1): void {
    this.phases[variable] = phase;
  }

  /** Adds a disjunction of literals. */
  add(literals: readonly Literal[]): void {
    this.backtrack(0);
    const kept = [...new Set(literals)].filter((literal) => this.valueOf(literal) !== 0);
    const isTrue = kept.some((literal) => this.valueOf(literal) === 1 || kept.includes(negation(literal)));
    if (this.contradiction || isTrue) return;
    if (kept.length === 0) this.contradiction = true;
    else if (kept.length === 1) this.assign(kept[0], noReason);
    else this.attach(kept);
  }

  /** Whether the clauses and the assumptions can all be true. */
  solve(assumptions: readonly Literal[], { conflicts: limit }: { readonly conflicts: number }): Answer {
    this.backtrack(0);
    let [conflicts, restart] = [0, 1];
    let untilRestart = restartConflicts * luby(restart);
    while (!this.contradiction) {
      const conflict = this.propagate();
      if (conflict !== noReason) {
        if (this.levelStarts.length === 0) this.contradiction = true;
        else this.learn(conflict);
        conflicts += 1;
        if (conflicts > limit) return 'unknown';
        continue;
      }
      if (conflicts >= untilRestart) {
        restart += 1;
        untilRestart = conflicts + restartConflicts * luby(restart);
        this.backtrack(0);
        continue;
      }
      const next = this.nextDecision(assumptions);
      if (next === 'none') return 'satisfiable';
      if (next === 'refuted') return 'unsatisfiable';
      this.levelStarts.push(this.trail.length);
      this.assign(next, noReason);
    }
    return 'unsatisfiable';
  }

  /** The value of a variable after `satisfiable`. */
  value(variable: number): 0 | 1 {
    return this.values[variable] === 1 ? 1 : 0;
  }

  private nextDecision(assumptions: readonly Literal[]): Literal | 'none' | 'refuted' {
    for (const assumption of assumptions) {
      const value = this.valueOf(assumption);
      if (value === 0) return 'refuted';
      if (value === unassigned) return assumption;
    }
    for (let variable = this.order.pop(); variable !== undefined; variable = this.order.pop()) {
      if (this.values[variable] === unassigned) return 2 * variable + (this.phases[variable] === 1 ? 0 : 1);
    }
    return 'none';
  }

  private valueOf(literal: Literal): number {
    const value = this.values[literal >> 1];
    return value === unassigned ? unassigned : value ^ (literal & 1);
  }

  private assign(literal: Literal, reason: number): void {
    const variable = literal >> 1;
    this.values[variable] = (literal & 1) ^ 1;
    this.levels[variable] = this.levelStarts.length;
    this.reasons[variable] = reason;
    this.trail.push(literal);
  }

  private attach(literals: readonly Literal[]): number {
    const place = this.arenaEnd;
    if (place + literals.length + 1 > this.arena.length) {
      const larger = new Int32Array(Math.max(2 * this.arena.length, place + literals.length + 1));
      larger.set(this.arena);
      this.arena = larger;
    }
    this.arena[place] = literals.length;
    this.arena.set(literals, place + 1);
    this.arenaEnd += literals.length + 1;
    this.watches[negation(literals[0])].push(place);
    this.watches[negation(literals[1])].push(place);
    return place;
  }

  /** Assigns what follows; gives the place of a clause that is false, or `noReason`. */
  private propagate(): number {
    const { arena, trail, watches } = this;
    while (this.propagated < trail.length) {
      const literal = trail[this.propagated];
      this.propagated += 1;
      const list = watches[literal];
      const isFalse = negation(literal);
      let kept = 0;
      for (let i = 0; i < list.length; i += 1) {
        const place = list[i];
        if (arena[place + 1] === isFalse) {
          arena[place + 1] = arena[place + 2];
          arena[place + 2] = isFalse;
        }
        const first = arena[place + 1];
        if (this.valueOf(first) === 1 || !this.moveWatch(place)) {
          list[kept] = place;
          kept += 1;
          if (this.valueOf(first) === 1) continue;
          if (this.valueOf(first) === 0) {
            for (i += 1; i < list.length; i += 1, kept += 1) list[kept] = list[i];
            list.length = kept;
            return place;
          }
          this.assign(first, place);
        }
      }
      list.length = kept;
    }
    return noReason;
  }

  /** Lets a clause watch another literal than its second, which is false. */
  private moveWatch(place: number): boolean {
    const { arena } = this;
    const end = place + 1 + arena[place];
    for (let other = place + 3; other < end; other += 1) {
      const literal = arena[other];
      if (this.valueOf(literal) === 0) continue;
      arena[other] = arena[place + 2];
      arena[place + 2] = literal;
      this.watches[negation(literal)].push(place);
      return true;
    }
    return false;
  }

  /** Learns the clause of the first unique implication point and goes back to where it decides something. */
  private learn(conflict: number): void {
    const { arena, trail, seen, levels, reasons } = this;
    const level = this.levelStarts.length;
    const learnt: Literal[] = [0];
    const touched: number[] = [];
    let [open, place, at] = [0, conflict, trail.length - 1];
    let asserted = -1;
    do {
      const end = place + 1 + arena[place];
      for (let i = place + 1; i < end; i += 1) {
        const literal = arena[i];
        const variable = literal >> 1;
        if (literal === asserted || seen[variable] === 1 || levels[variable] === 0) continue;
        seen[variable] = 1;
        touched.push(variable);
        this.bump(variable);
        if (levels[variable] === level) open += 1;
        else learnt.push(literal);
      }
      while (seen[trail[at] >> 1] === 0) at -= 1;
      asserted = trail[at];
      place = reasons[asserted >> 1];
      at -= 1;
      open -= 1;
    } while (open > 0);
    learnt[0] = negation(asserted);
    const short = learnt.filter((literal, i) => i === 0 || !this.isImplied(literal));
    for (const variable of touched) seen[variable] = 0;
    this.increment *= activityDecay;
    this.backjump(short);
  }

  /** Whether a literal of a learnt clause follows from the others. */
  private isImplied(literal: Literal): boolean {
    const place = this.reasons[literal >> 1];
    if (place === noReason) return false;
    for (let i = place + 1; i < place + 1 + this.arena[place]; i += 1) {
      const variable = this.arena[i] >> 1;
      if (variable !== literal >> 1 && this.seen[variable] === 0 && this.levels[variable] > 0) return false;
    }
    return true;
  }

  private backjump(learnt: Literal[]): void {
    let second = 1;
    for (let i = 2; i < learnt.length; i += 1) {
      if (this.levels[learnt[i] >> 1] > this.levels[learnt[second] >> 1]) second = i;
    }
    if (learnt.length > 1) [learnt[1], learnt[second]] = [learnt[second], learnt[1]];
    this.backtrack(learnt.length > 1 ? this.levels[learnt[1] >> 1] : 0);
    this.assign(learnt[0], learnt.length > 1 ? this.attach(learnt) : noReason);
  }

  private bump(variable: number): void {
    this.activity[variable] += this.increment;
    if (this.activity[variable] > activityLimit) {
      for (let v = 0; v < this.activity.length; v += 1) this.activity[v] /= activityLimit;
      this.increment /= activityLimit;
    }
    this.order.raise(variable);
  }

  private backtrack(level: number): void {
    if (this.levelStarts.length <= level) return;
    const start = this.levelStarts[level];
    for (let i = this.trail.length - 1; i >= start; i -= 1) {
      const variable = this.trail[i] >> 1;
      this.phases[variable] = this.values[variable];
      this.values[variable] = unassigned;
      this.order.insert(variable);
    }
    this.trail.length = start;
    this.levelStarts.length = level;
    this.propagated = start;
  }

  private grow(): void {
    const size = 2 * this.values.length;
    const larger = <T extends Int8Array | Int32Array | Uint8Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    this.values = larger(new Int8Array(size).fill(unassigned), this.values);
    this.levels = larger(new Int32Array(size), this.levels);
    this.reasons = larger(new Int32Array(size), this.reasons);
    this.phases = larger(new Int8Array(size), this.phases);
    this.seen = larger(new Uint8Array(size), this.seen);
  }
}

/** 1, 1, 2, 1, 1, 2, 4, ... from 1 on. */
function luby(index: number): number {
  let power = 1;
  while (power < index + 1) power *= 2;
  return power === index + 1 ? power / 2 : luby(index - power / 2 + 1);
}
