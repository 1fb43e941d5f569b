import { tableOfDigits, type TruthTable } from '../../gates/truthTable';
import { constantOne, constantZero, type Net } from '../netlist';
import type { GateMake, LogicBuilder } from './cellModel';

/** A multiplier block as a cell's parameters and pins set it: `output = a b + addend`, two's complement, bit 0 first. */
export interface DspBlock {
  readonly a: readonly Net[];
  readonly b: readonly Net[];
  /** As wide as the output; constant zeros where there is none. */
  readonly addend: readonly Net[];
  readonly output: readonly (Net | undefined)[];
  readonly clock: Net;
  /** Registers inside; they start at 0. */
  readonly registers: Readonly<Record<'a' | 'b' | 'addend' | 'product' | 'result', boolean>>;
}

/** Builds the block bit by bit, as far up as something reads its output. */
export function buildDspBlock(block: DspBlock, logic: LogicBuilder): void {
  const { registers, clock } = block;
  const width = block.output.reduce<number>((top, net, bit) => (net === undefined ? top : bit + 1), 0);
  const held = (nets: readonly Net[], isHeld: boolean): Net[] =>
    nets.map((data) => (isHeld ? holdNet(data, { clock, logic }) : data));
  const a = held(block.a, registers.a);
  const b = held(block.b, registers.b);
  const addend = held(block.addend.slice(0, width), registers.addend);
  const array = productNets(narrowed(a), narrowed(b), { width, logic });
  const product = held(
    array.map((net) => throughNet(net, 'multiplyNs', logic)),
    registers.product,
  );
  const sum = addNets(product, addend, logic).map((net) => throughNet(net, 'addNs', logic));
  block.output.forEach((output, bit) => {
    if (output === undefined) return;
    if (registers.result) logic.register({ output, data: sum[bit], clock, initial: 0, isInBlock: true });
    else logic.gate(output, [sum[bit]], { table: same, resource: 'dsp' });
  });
}

const same = tableOf(1, ([x]) => x);
const isTwo = ([x, y, carry]: readonly number[]): number => (x + y + carry > 1 ? 1 : 0);
const sumTable = tableOf(3, ([x, y, carry]) => x ^ y ^ carry);
const carryTable = tableOf(3, isTwo);
/** Variables sum so far, a, b, carry. */
const rowSum = tableOf(4, ([x, a, b, carry]) => x ^ (a & b) ^ carry);
const rowCarry = tableOf(4, ([x, a, b, carry]) => isTwo([x, a & b, carry]));
const lastSum = tableOf(4, ([x, a, b, carry]) => x ^ (a & b) ^ 1 ^ carry);
const lastCarry = tableOf(4, ([x, a, b, carry]) => isTwo([x, (a & b) ^ 1, carry]));

/** A row for each bit of b; that of its sign is subtracted. After row j the sum has j bits more than a and its sign. */
function productNets(
  a: readonly Net[],
  b: readonly Net[],
  { width, logic }: { readonly width: number; readonly logic: LogicBuilder },
): Net[] {
  const sign = b.length - 1;
  let sum: Net[] = new Array<Net>(a.length).fill(constantZero);
  b.forEach((factor, row) => {
    // One bit more than the sum before, the sign repeated.
    sum = [...sum, sum[sum.length - 1]];
    if (factor === constantZero) return;
    const isLast = row === sign;
    const top = Math.min(sum.length, width);
    let carry: Net = isLast ? constantOne : constantZero;
    for (let bit = row; bit < top; bit += 1) {
      const inputs = [sum[bit], a[Math.min(bit - row, a.length - 1)], factor, carry];
      sum[bit] = newNet(inputs, isLast ? lastSum : rowSum, logic);
      if (bit + 1 < top) carry = newNet(inputs, isLast ? lastCarry : rowCarry, logic);
    }
  });
  return Array.from({ length: width }, (_, bit) => sum[Math.min(bit, sum.length - 1)]);
}

function addNets(x: readonly Net[], y: readonly Net[], logic: LogicBuilder): Net[] {
  if (y.every((net) => net === constantZero)) return [...x];
  let carry: Net = constantZero;
  return x.map((net, bit) => {
    const inputs = [net, y[bit], carry];
    carry = newNet(inputs, carryTable, logic);
    return newNet(inputs, sumTable, logic);
  });
}

/** Without the bits on top that repeat the sign. */
function narrowed(nets: readonly Net[]): Net[] {
  let length = nets.length;
  while (length > 1 && nets[length - 1] === nets[length - 2]) length -= 1;
  return nets.slice(0, length);
}

function newNet(inputs: readonly Net[], table: TruthTable, logic: LogicBuilder): Net {
  const output = logic.wire();
  logic.gate(output, inputs, { table, resource: 'dsp' });
  return output;
}

function throughNet(net: Net, delay: GateMake['delay'], logic: LogicBuilder): Net {
  const output = logic.wire();
  logic.gate(output, [net], { table: same, resource: 'dsp', delay });
  return output;
}

function holdNet(data: Net, { clock, logic }: { readonly clock: Net; readonly logic: LogicBuilder }): Net {
  if (data === constantZero) return data;
  const output = logic.wire();
  logic.register({ output, data, clock, initial: 0, isInBlock: true });
  return output;
}

/** The table of a function of up to four variables. */
function tableOf(variables: number, value: (bits: readonly number[]) => number): TruthTable {
  const digits = Array.from({ length: 2 ** variables }, (_, index) =>
    value(Array.from({ length: variables }, (_unused, v) => (index >> v) & 1)),
  );
  return tableOfDigits(digits.reverse().join(''), variables);
}
