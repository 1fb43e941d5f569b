import type { Net } from '../netlist/netlist';
import { Assembler, simd } from './assembler';
import { ExpressionFinder, type Expression } from './expression';
import type { Gate } from './logic';
import type { MemoryLayout } from './memoryLayout';
import type { WasmFunction } from './wasmEncoder';

/**
 * Gates in one function. V8 compiles small functions quickly with its optimising compiler; functions of some
 * hundred gates stay in the slow tier for seconds.
 */
const gatesPerFunction = 60;

/** The parameter of all functions: where the part's memory begins. */
const base = 0;

/**
 * Code that evaluates the ordered gates once for 128 lanes, in functions of one parameter, the address at which the
 * memory of an instance begins. Within a function values stay in locals; `layout`
 * gives a place to every net that another function or a sink reads.
 */
export function compileGates(
  ordered: readonly Gate[],
  sinks: readonly Net[],
  layout: MemoryLayout,
): WasmFunction[] {
  const parts: Gate[][] = [];
  for (let first = 0; first < ordered.length; first += gatesPerFunction) {
    parts.push(ordered.slice(first, first + gatesPerFunction));
  }
  placeSharedNets(parts, sinks, layout);
  const finder = new ExpressionFinder();
  return parts.map((gates) => new PartCompiler(layout, finder).compile(gates));
}

function placeSharedNets(parts: readonly Gate[][], sinks: readonly Net[], layout: MemoryLayout): void {
  const partOf = new Map<Net, number>();
  parts.forEach((gates, part) => gates.forEach(({ output }) => partOf.set(output, part)));
  const shared = new Set(sinks);
  parts.forEach((gates, part) => {
    for (const { inputs } of gates) for (const net of inputs) if (partOf.get(net) !== part) shared.add(net);
  });
  for (const gates of parts) for (const { output } of gates) if (shared.has(output)) layout.place(output);
}

/** Compiles the gates of one function. */
class PartCompiler {
  private readonly code = new Assembler();
  private readonly localOf = new Map<Net, number>();
  private locals = 0;

  constructor(
    private readonly layout: MemoryLayout,
    private readonly finder: ExpressionFinder,
  ) {}

  compile(gates: readonly Gate[]): WasmFunction {
    for (const gate of gates) this.compileGate(gate);
    return { parameters: 1, locals: this.locals, body: this.code.finish() };
  }

  private compileGate({ output, inputs, table }: Gate): void {
    const stored = this.layout.has(output);
    if (stored) this.code.get(base);
    this.push(this.finder.find(table), inputs);
    const local = this.newLocal();
    this.localOf.set(output, local);
    if (!stored) return this.code.set(local);
    this.code.tee(local);
    this.code.store(this.layout.addressOf(output));
  }

  private push(expression: Expression, inputs: readonly Net[]): void {
    switch (expression.kind) {
      case 'constant':
        return this.pushNet(expression.value);
      case 'variable':
        return this.pushNet(inputs[expression.index]);
      case 'not':
        this.push(expression.a, inputs);
        return this.code.simd(simd.not);
      case 'select':
        this.push(expression.whenOne, inputs);
        this.push(expression.whenZero, inputs);
        this.push(expression.condition, inputs);
        return this.code.simd(simd.select);
      default:
        this.push(expression.a, inputs);
        this.push(expression.b, inputs);
        return this.code.simd(simd[expression.kind]);
    }
  }

  private pushNet(net: Net): void {
    const local = this.localOf.get(net);
    if (local !== undefined) return this.code.get(local);
    const loaded = this.newLocal();
    this.localOf.set(net, loaded);
    this.code.get(base);
    this.code.load(this.layout.addressOf(net));
    this.code.tee(loaded);
  }

  private newLocal(): number {
    this.locals += 1;
    return base + this.locals;
  }
}
