import type { ClockedLogic } from './clockedLogic';
import type { CompiledDesign } from './compile';
import { checkElements } from './elementPorts';
import { InputBus } from './inputBus';
import { vectorsPerLane } from './lanes';
import { slotBytes } from './memoryLayout';
import type { DesignRuntime } from './runtime';
import { beatsOf, type InputStimulus } from './stimulus';

/** How the lanes share the vectors: each takes some in a row, or every lane takes all. */
export type LaneUse = 'split' | 'repeat';

/** A design with the port that tells it where a vector begins, if it has one. */
export type StreamedLogic = Pick<ClockedLogic, 'inputBus' | 'startNet'>;

/** Feeds vectors to a started design, cycle by cycle. */
export class VectorStream {
  /** Vectors that one lane takes. */
  readonly vectorsPerLane: number;
  /** Cycles until the last result is there. */
  readonly cycles: number;
  private readonly bus: InputBus;
  private readonly interval: number;
  private readonly beatCount: number;
  private readonly latencyCycles: number;
  private readonly start: Uint8Array | undefined;

  constructor(
    { inputBus, startNet }: StreamedLogic,
    { compiled, runtime }: { readonly compiled: CompiledDesign; readonly runtime: DesignRuntime },
    { stimulus, lanes }: { readonly stimulus: InputStimulus; readonly lanes: LaneUse },
  ) {
    const { inputPorts, inputs, count, latencyCycles, initiationInterval = 1 } = stimulus;
    checkElements(inputPorts, inputBus);
    const { placed, planeAddress } = compiled;
    const { memory, packs } = runtime;
    const beats = beatsOf(stimulus);
    this.interval = initiationInterval;
    this.beatCount = beats.length;
    const { groups } = compiled;
    this.vectorsPerLane = lanes === 'split' ? vectorsPerLane(count, groups) : count;
    this.cycles = (this.vectorsPerLane - 1) * initiationInterval + latencyCycles + 1;
    this.latencyCycles = latencyCycles;
    this.bus = new InputBus({
      ...{ memory, packs, planeAddress, beats, count, groups },
      addresses: inputBus.nets.map((net) => placed.addressOf(net)),
      elements: inputPorts,
      values: inputs,
      vectorsPerLane: lanes === 'split' ? this.vectorsPerLane : 0,
    });
    if (startNet !== undefined)
      this.start = new Uint8Array(memory, placed.addressOf(startNet), groups * slotBytes);
  }

  /** Sets the input bus of a cycle, from 0 on. Past the last vector it keeps what it had. */
  drive(cycle: number): void {
    const [vector, beat] = [Math.floor(cycle / this.interval), cycle % this.interval];
    const isThere = vector < this.vectorsPerLane;
    this.start?.fill(isThere && beat === 0 ? 0xff : 0);
    if (isThere && beat < this.beatCount) this.bus.load(vector, beat);
  }

  /** The vector of a lane whose result is at the output in this cycle, from 0; `undefined` if there is none. */
  resultAt(cycle: number): number | undefined {
    const since = cycle - this.latencyCycles;
    const vector = since / this.interval;
    return since >= 0 && since % this.interval === 0 && vector < this.vectorsPerLane ? vector : undefined;
  }
}
