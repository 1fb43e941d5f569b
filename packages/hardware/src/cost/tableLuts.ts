/** LUTs of one result bit of a table: functions of as many address bits as a LUT has, and multiplexers of four. */
export function tableLutsPerBit(addressBits: number, lutInputs: number): number {
  const functions = Math.max(1, 2 ** (addressBits - lutInputs));
  return functions + (functions - 1) / 3;
}
