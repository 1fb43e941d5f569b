import { tableOfDigits } from '../../gates/truthTable';
import { constantOne, constantZero, pinNet, type Net } from '../netlist';
import type { CellModel, LogicBuilder } from './cellModel';

interface RegisterPins {
  readonly data: string;
  readonly output: string;
  readonly clock: string;
  /** Pin that holds the value while 0; absent: always enabled. */
  readonly enable?: string;
  /** Pin that forces `resetValue` at the edge, ahead of the enable. */
  readonly reset?: string;
  readonly resetValue?: 0 | 1;
  /** Whether the enable has a say in the reset too. */
  readonly resetNeedsEnable?: true;
  /** Parameter with the value before the first edge. */
  readonly initialParameter?: string;
}

/** `reset ? 0 : enable ? data : held`, variables data, held, enable, reset. */
const resetToZero = tableOfDigits('0000000010101100', 4);
/** `reset ? 1 : enable ? data : held`. */
const resetToOne = tableOfDigits('1111111110101100', 4);

/** A flip-flop on the rising edge with a synchronous reset and an enable. */
export function clockedRegister(pins: RegisterPins): CellModel {
  return {
    resource: 'register',
    outputs: [pins.output],
    build(cell, logic) {
      const output = cell.pins[pins.output]?.[0];
      const enable = pins.enable === undefined ? constantOne : pinNet(cell, pins.enable);
      let reset = pins.reset === undefined ? constantZero : pinNet(cell, pins.reset);
      if (pins.resetNeedsEnable) reset = both(reset, enable, logic);
      const data = nextValue({ pins, data: pinNet(cell, pins.data), held: output, enable, reset }, logic);
      const initial = cell.parameters[pins.initialParameter ?? '']?.endsWith('1') ? 1 : 0;
      logic.register({ output, data, clock: pinNet(cell, pins.clock), initial });
    },
  };
}

function nextValue(
  state: { pins: RegisterPins; data: Net; held: Net | undefined; enable: Net; reset: Net },
  logic: LogicBuilder,
): Net {
  const { data, held = constantZero, enable, reset } = state;
  if (enable === constantOne && reset === constantZero) return data;
  const next = logic.wire();
  const table = state.pins.resetValue === 1 ? resetToOne : resetToZero;
  logic.gate(next, [data, held, enable, reset], { table, resource: 'wire' });
  return next;
}

function both(a: Net, b: Net, logic: LogicBuilder): Net {
  if (a === constantZero || b === constantOne) return a;
  const net = logic.wire();
  logic.gate(net, [a, b], { table: tableOfDigits('1000', 2), resource: 'wire' });
  return net;
}
