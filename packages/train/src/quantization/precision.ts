import { CodesignError, suggestName } from '@nx-codesign/ir';

/** One width in bits for all layers, or one for each layer by name. */
export type LayerBits = number | Readonly<Record<string, number>>;

const leastBits = 2;
const mostBits = 16;

/** The width for one layer, of the widths given for `layers`. Throws as `checkBits` does. */
export function bitsOf(bits: LayerBits, layer: string): number {
  return typeof bits === 'number' ? bits : bits[layer];
}

/**
 * Throws CodesignError `quantization.bits` for a width that is no integer from 2 to 16, a layer without a width, or a
 * width for something else, naming the nearest layer. `option` names the setting.
 */
export function checkBits(bits: LayerBits, layers: readonly string[], option: string): void {
  const given = typeof bits === 'number' ? Object.fromEntries(layers.map((layer) => [layer, bits])) : bits;
  for (const layer of layers) {
    if (!Object.hasOwn(given, layer)) throw invalid(`${option} has no width for layer '${layer}'. Add it.`);
  }
  for (const [layer, width] of Object.entries(given)) {
    if (!layers.includes(layer))
      throw invalid(`${option} names '${layer}', which needs no width. ${suggestName(layer, layers)}`);
    if (!Number.isInteger(width) || width < leastBits || width > mostBits) {
      throw invalid(
        `${option} of layer '${layer}' is ${width}; expected a whole number from ${leastBits} to ${mostBits}.`,
      );
    }
  }
}

function invalid(message: string): CodesignError {
  return new CodesignError('quantization.bits', message);
}
