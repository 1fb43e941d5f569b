import { isWire, type YosysBit, type YosysCell } from './yosysModule';

/** Inputs of the two functions of a LUT6_2 together. */
export const dualLutInputs = 5;

/** A LUT6_2 in place of two LUTs: O6 is the first one's function, O5 the second one's. */
export function dualLut(first: YosysCell, second: YosysCell): YosysCell {
  const inputs = wiresOf([first, second]);
  const pins = Array.from({ length: dualLutInputs }, (_, i): [string, YosysBit[]] => [
    `I${i}`,
    [inputs[i] ?? '0'],
  ]);
  return {
    ...first,
    type: 'LUT6_2',
    parameters: { INIT: digitsOver(first, inputs) + digitsOver(second, inputs) },
    connections: {
      ...Object.fromEntries(pins),
      I5: ['1'],
      O6: first.connections.O,
      O5: second.connections.O,
    },
  };
}

/** The inputs of LUTs that are not constant, each once. */
export function wiresOf(luts: readonly YosysCell[]): number[] {
  return [...new Set(luts.flatMap(inputsOf).filter(isWire))];
}

function inputsOf({ type, connections }: YosysCell): YosysBit[] {
  return Array.from({ length: Number(type.slice('LUT'.length)) }, (_, i) => connections[`I${i}`][0]);
}

/** The 32 digits of a LUT as a function of five of the given wires, that of the highest assignment first. */
function digitsOver(lut: YosysCell, wires: readonly number[]): string {
  const digits = lut.parameters.INIT;
  const inputs = inputsOf(lut);
  return Array.from({ length: 2 ** dualLutInputs }, (_, i) => {
    const assignment = 2 ** dualLutInputs - 1 - i;
    const index = inputs.reduce<number>((sum, bit, input) => {
      const value = isWire(bit) ? (assignment >> wires.indexOf(bit)) & 1 : Number(bit === '1');
      return sum + value * 2 ** input;
    }, 0);
    return digits[digits.length - 1 - index];
  }).join('');
}
