import {
  compareIntegers,
  findBitstreamTools,
  simulateBitstream,
  type Comparison,
  type PlaceablePart,
  type Placement,
  type WrapperStyle,
} from '@nx-codesign/flows';
import { busWidth, type DesignDescription } from '@nx-codesign/hardware';
import type { Verification } from '../records/checks';
import type { Vectors } from '../vectors/vectorFiles';
import type { Bench } from './bench';

export interface BitstreamCheck {
  readonly result: NonNullable<Verification['bitstream']>;
}

/** What a placement left to check. */
export interface PlacedDesign {
  readonly part: PlaceablePart;
  readonly placement: Placement;
  readonly style: WrapperStyle;
  readonly description: DesignDescription;
  readonly vectors: Vectors;
}

/** Vectors that are simulated: each takes as many cycles as it has bits, of every LUT of the chip, in an interpreter. */
const mostVectors = 32;

/**
 * Turns the packed bitstream back into Verilog and runs vectors from all over the set through its pins; where that cannot
 * be done, says why.
 */
export async function checkBitstream(
  { programs }: Pick<Bench, 'programs'>,
  { part, placement: { bitstream, sites }, style, description, vectors }: PlacedDesign,
): Promise<BitstreamCheck> {
  const skip = (skipped: string): BitstreamCheck => ({ result: { skipped } });
  if (style !== 'serial') return skip('synthesize.placeAndRoute.io is not "serial"');
  const blocks = description.modules.reduce((sum, { dsps = 0, instances }) => sum + dsps * instances, 0);
  if (blocks > 0) return skip(`icebox_vlog does not compute DSP blocks, of which the design has ${blocks}`);
  const tools = await findBitstreamTools(part);
  if ('missing' in tools) return skip(tools.missing);
  if (bitstream === undefined) return skip(`${part.packer} is not installed, so there is none`);
  const chosen = spread(vectors);
  const stimulus = {
    ...description,
    inputs: chosen.stimuli,
    count: chosen.count,
    inputBits: busWidth(description.inputPorts),
  };
  const actual = await programs.run((signal) =>
    simulateBitstream({ bitstream, sites, stimulus, tools, signal }),
  );
  const shape = [chosen.count, description.outputPorts.length] as const;
  return { result: inWholeSet(compareIntegers(chosen.expected, actual, shape), chosen.step) };
}

/** Every `step`-th vector. */
function spread({ stimuli, expected, count }: Vectors): Omit<Vectors, 'answers'> & { readonly step: number } {
  const chosen = Math.min(mostVectors, count);
  const step = Math.floor(count / chosen);
  const rows = (values: Int32Array) => {
    const width = values.length / count;
    return Int32Array.from(
      { length: chosen * width },
      (_, i) => values[Math.floor(i / width) * step * width + (i % width)],
    );
  };
  return { stimuli: rows(stimuli), expected: rows(expected), count: chosen, step };
}

/** The first difference by its number in the whole set. */
function inWholeSet({ first, ...counts }: Comparison, step: number): Comparison {
  return { ...counts, ...(first && { first: { ...first, vector: first.vector * step } }) };
}
