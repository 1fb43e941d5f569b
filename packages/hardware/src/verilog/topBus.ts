import type { ElementPort, ElementSource, SteadySource } from '../design/design';
import type { Bus } from '../design/delays';
import { alternativesOf } from '../design/phases';
import { busWidth } from '../design/ports';
import { concatenate, literal, range } from './literal';
import { unreadRanges } from './wires';

/** Bits of a wire: `from ... to - 1` of a bus as it was `delayCycles` clocks ago. */
interface Slice {
  readonly bus: TopBus;
  readonly delayCycles: number;
  readonly from: number;
  readonly to: number;
}

type Piece = Slice | string;

/** A bus of the top module and the registers that keep some of its elements. */
export class TopBus {
  /** By delay: where each element lies, and which bits something reads. */
  private readonly levels: {
    readonly offsets: readonly number[];
    readonly width: number;
    readonly read: Uint8Array;
  }[];

  constructor(
    private readonly bus: Bus,
    private readonly name: string,
  ) {
    const last = Math.max(0, ...bus.delayCycles);
    this.levels = Array.from({ length: last + 1 }, (_, delayCycles) => this.layout(delayCycles));
  }

  /** Bits of an element in the width of a port: low bits only where that is narrower, extended where it is wider. */
  pieces({ element, delayCycles }: { element: number; delayCycles: number }, width: number): Piece[] {
    const port = this.bus.ports[element];
    const own = this.slice(element, delayCycles, { from: 0, to: Math.min(width, port.width) });
    const missing = width - port.width;
    if (missing <= 0) {
      return [own];
    }
    const sign = this.slice(element, delayCycles, { from: port.width - 1, to: port.width });
    const bit = textOf(sign);
    return [own, port.signed ? (missing === 1 ? bit : `{${missing}{${bit}}}`) : literal(0, missing)];
  }

  /** Declares the registers, one bus per clock of delay, and clocks them. */
  delayLines(): string[] {
    const steps = this.levels.slice(1).map(({ width }, index) => {
      const delayCycles = index + 1;
      const kept = this.bus.ports.flatMap((port, element) =>
        this.isKept(element, delayCycles) && port.width > 0
          ? [this.slice(element, index, { from: 0, to: port.width })]
          : [],
      );
      const target = this.nameAt(delayCycles);
      return { declaration: `  reg ${range(0, width)}${target};`, text: `    ${target} <= ${join(kept)};` };
    });
    return steps.length === 0
      ? []
      : [
          ...steps.map(({ declaration }) => declaration),
          '  always @(posedge clk) begin',
          ...steps.map(({ text }) => text),
          '  end',
        ];
  }

  /** Bits that nothing asked for so far reads, as expressions. */
  unread(): string[] {
    return this.levels.flatMap(({ read }, delayCycles) =>
      unreadRanges(read).map(([from, to]) => textOf({ bus: this, delayCycles, from, to })),
    );
  }

  /** Bits of the bus at a delay as Verilog. */
  selection(delayCycles: number, from: number, to: number): string {
    const name = this.nameAt(delayCycles);
    if (to - from === Math.max(1, this.levels[delayCycles].width)) {
      return name;
    }
    return to - from === 1 ? `${name}[${from}]` : `${name}[${to - 1}:${from}]`;
  }

  private slice(element: number, delayCycles: number, bits: { from: number; to: number }): Slice {
    const { offsets, read } = this.levels[delayCycles];
    const [from, to] = [offsets[element] + bits.from, offsets[element] + bits.to];
    read.fill(1, from, to);
    return { bus: this, delayCycles, from, to };
  }

  private layout(delayCycles: number): TopBus['levels'][number] {
    let offset = 0;
    const offsets = this.bus.ports.map(({ width }, element) => {
      const own = offset;
      offset += this.isKept(element, delayCycles) ? width : 0;
      return own;
    });
    return { offsets, width: offset, read: new Uint8Array(Math.max(1, offset)) };
  }

  private isKept(element: number, delayCycles: number): boolean {
    return delayCycles === 0 || this.bus.delayCycles[element] >= delayCycles;
  }

  private nameAt(delayCycles: number): string {
    return delayCycles === 0 ? this.name : `${this.name}_d${delayCycles}`;
  }
}

/** Where the sources of an instance's input come from. */
export interface SourceContext {
  readonly ports: readonly ElementPort[];
  readonly buses: readonly TopBus[];
  /** The condition for the given phases of the reading instance. */
  readonly conditionFor?: (isSelected: readonly boolean[]) => string;
}

/** Sources side by side in the widths of the ports that read them, as one expression. */
export function readSources(sources: readonly ElementSource[], context: SourceContext): string {
  const { ports } = context;
  if (busWidth(ports) === 0) {
    return literal(0, 1);
  }
  const present = sources.flatMap((source, i) =>
    ports[i].width === 0 ? [] : [{ source, width: ports[i].width }],
  );
  return join(
    runsOf(present).flatMap((run): Piece[] =>
      run.conditions === undefined
        ? run.alternatives[0].flatMap((each) => steadyPieces(each, context))
        : [selection(run as Selection, context)],
    ),
  );
}

interface SizedSource {
  readonly source: SteadySource;
  readonly width: number;
}

/** Neighbouring elements that are selected by the same conditions, if by any. */
interface Run {
  /** By alternative but the first, which is what remains: the phases in which it is read. */
  readonly conditions: readonly (readonly boolean[])[] | undefined;
  /** By alternative and element. */
  readonly alternatives: SizedSource[][];
}

type Selection = Run & { readonly conditions: readonly (readonly boolean[])[] };

function runsOf(sources: readonly { readonly source: ElementSource; readonly width: number }[]): Run[] {
  const runs: Run[] = [];
  for (const { source, width } of sources) {
    const alternatives = 'phases' in source ? alternativesOf(source.phases) : [{ source, isRead: [] }];
    const conditions = 'phases' in source ? alternatives.slice(1).map(({ isRead }) => isRead) : undefined;
    const last = runs[runs.length - 1];
    if (last && JSON.stringify(last.conditions) === JSON.stringify(conditions)) {
      alternatives.forEach((each, i) => last.alternatives[i].push({ source: each.source, width }));
    } else {
      runs.push({ conditions, alternatives: alternatives.map((each) => [{ source: each.source, width }]) });
    }
  }
  return runs;
}

function selection({ conditions, alternatives }: Selection, context: SourceContext): string {
  const texts = alternatives.map((sources) => join(sources.flatMap((each) => steadyPieces(each, context))));
  const chosen = conditions.map(
    (isSelected, i) => `${context.conditionFor!(isSelected)} ? ${texts[i + 1]} : `,
  );
  return `(${chosen.join('')}${texts[0]})`;
}

function steadyPieces({ source, width }: SizedSource, { buses }: SourceContext): Piece[] {
  return 'constant' in source
    ? [literal(source.constant, width)]
    : buses[source.instance === undefined ? 0 : source.instance + 1].pieces(source, width);
}

/** Pieces side by side, the lowest first; neighbours of one bus become one. */
function join(pieces: readonly Piece[]): string {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged[merged.length - 1];
    const follows =
      typeof piece !== 'string' &&
      last !== undefined &&
      typeof last !== 'string' &&
      last.bus === piece.bus &&
      last.delayCycles === piece.delayCycles &&
      last.to === piece.from;
    if (follows) {
      merged[merged.length - 1] = { ...last, to: piece.to };
    } else {
      merged.push(piece);
    }
  }
  return concatenate(merged.map((piece) => (typeof piece === 'string' ? piece : textOf(piece))));
}

function textOf({ bus, delayCycles, from, to }: Slice): string {
  return bus.selection(delayCycles, from, to);
}
