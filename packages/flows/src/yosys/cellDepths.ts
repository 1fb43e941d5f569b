import { isWire, type YosysCell, type YosysModule } from './yosysModule';

/** Cells whose outputs follow their inputs at once; all others begin ways anew, but DSP blocks without registers. */
const combinational = /^(LUT\d|LUT6_2|INV|CARRY\d|MUXF\d)$/;

/**
 * By name of a combinational cell: the cells on the longest way to it. A cell's outputs are taken to depend on all of
 * its inputs, so cells of equal depth do not depend on one another.
 */
export function cellDepths({ cells }: YosysModule): Map<string, number> {
  const driver = new Map<number, string>();
  for (const [name, cell] of Object.entries(cells)) {
    if (!combinational.test(cell.type) && !isOpenBlock(cell)) continue;
    Object.entries(cell.connections)
      .filter(([pin]) => isOutput(pin))
      .forEach(([, bits]) => bits.filter(isWire).forEach((net) => driver.set(net, name)));
  }
  const before = (name: string): string[] =>
    Object.entries(cells[name].connections)
      .filter(([pin]) => !isOutput(pin))
      .flatMap(([, bits]) => bits.filter(isWire).map((net) => driver.get(net)))
      .filter((found) => found !== undefined);
  const depths = new Map<string, number>();
  for (const start of new Set(driver.values())) {
    const way = [start];
    while (way.length > 0) {
      const name = way[way.length - 1];
      const open = depths.has(name) ? undefined : before(name).find((each) => !depths.has(each));
      if (open === undefined) {
        depths.set(name, 1 + before(name).reduce((most, each) => Math.max(most, depths.get(each) ?? 0), 0));
        way.pop();
      } else {
        way.push(open);
      }
    }
  }
  return depths;
}

/** Whether a DSP block has a way without a register: through the multiplier or from the addend. */
function isOpenBlock({ type, parameters }: YosysCell): boolean {
  const isOpen = (register: string): boolean => Number.parseInt(parameters[register] ?? '0', 2) === 0;
  if (!/^DSP48E\d$/.test(type) || !isOpen('PREG')) return false;
  return isOpen('CREG') || (isOpen('MREG') && (isOpen('AREG') || isOpen('BREG')));
}

function isOutput(pin: string): boolean {
  return /^(O|CO|O5|O6|P)$/.test(pin);
}
