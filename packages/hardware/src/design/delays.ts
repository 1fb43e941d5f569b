import type { Design, ElementPort, SteadySource } from './design';
import { alternativesOf, steadySourcesOf } from './phases';

/** The wires of a design's top module: the input and the result of each instance. */
export interface Bus {
  /** Index of the instance; `undefined` for the design's input. */
  readonly instance: number | undefined;
  readonly ports: readonly ElementPort[];
  /** By element: the registers that its last reader is away; -1 if nothing reads it. */
  readonly delayCycles: readonly number[];
}

type Wiring = Pick<Design, 'modules' | 'instances' | 'inputPorts' | 'outputs'>;

/** The buses of a design, the input first, and how long their elements are kept. */
export function busesOf({ modules, instances, inputPorts, outputs }: Wiring): Bus[] {
  const ports = [inputPorts, ...instances.map(({ module }) => modules[module].output)];
  const delays = ports.map((elements) => elements.map(() => -1));
  const read = (source: SteadySource): void => {
    if (!('constant' in source)) {
      const bus = delays[source.instance === undefined ? 0 : source.instance + 1];
      bus[source.element] = Math.max(bus[source.element], source.delayCycles);
    }
  };
  instances.forEach(({ inputs }) => inputs.forEach((source) => steadySourcesOf(source).forEach(read)));
  outputs.forEach(read);
  return ports.map((elements, index) => ({
    instance: index === 0 ? undefined : index - 1,
    ports: elements,
    delayCycles: delays[index],
  }));
}

/** Flip-flops that a design's top module takes to keep values. */
export function delayBitsOf(wiring: Wiring): number {
  return busesOf(wiring).reduce(
    (sum, { ports, delayCycles }) =>
      ports.reduce((bits, { width }, i) => bits + width * Math.max(0, delayCycles[i]), sum),
    0,
  );
}

/** Two-way selections of one bit that a design's top module makes by phase. */
export function selectionBitsOf({ modules, instances }: Pick<Design, 'modules' | 'instances'>): number {
  return instances.reduce(
    (sum, { module, inputs }) =>
      inputs.reduce(
        (bits, source, i) =>
          'phases' in source
            ? bits + modules[module].input[i].width * (alternativesOf(source.phases).length - 1)
            : bits,
        sum,
      ),
    0,
  );
}
