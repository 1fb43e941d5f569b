import { CodesignError } from './error';
import { layerOf } from './layers';
import type { LayerNode, Network } from './network';
import { suggestName } from './nearestName';

/** Name by which layers read the network's input. */
export const inputName = 'input';

/** Layer names become identifiers in Verilog and C++. */
const identifier = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * Checks the wiring of a network: names are unique identifiers, every layer reads as many layers as its kind says, all above it, the output exists
 * and every layer leads to it. Errors: `network.name`, `network.unknownLayer`, `network.inputs`,
 * `network.output`, `network.unread`.
 */
export function checkGraph(network: Network): void {
  const known = [inputName];
  for (const layer of network.layers) {
    checkName(layer.name, known);
    checkInputs(layer, known);
    known.push(layer.name);
  }
  if (!known.includes(network.output)) {
    throw new CodesignError(
      'network.output',
      `The network's output '${network.output}' is none of its layers. ${suggestName(network.output, known)}`,
    );
  }
  const read = new Set([network.output, ...network.layers.flatMap(({ inputs }) => inputs)]);
  const unread = network.layers.find(({ name }) => !read.has(name));
  if (unread !== undefined) {
    throw new CodesignError(
      'network.unread',
      `Nothing reads layer '${unread.name}' and it is not the output '${network.output}': remove it or read it.`,
    );
  }
}

function checkName(name: string, known: readonly string[]): void {
  if (!identifier.test(name)) {
    throw new CodesignError(
      'network.name',
      `Layer name '${name}' must be a letter followed by letters, digits and underscores.`,
    );
  }
  if (known.includes(name)) {
    const taken = name === inputName ? `stands for the network's input` : 'names two layers';
    throw new CodesignError('network.name', `Layer name '${name}' ${taken}: choose another.`);
  }
}

function checkInputs({ name, kind, inputs }: LayerNode, known: readonly string[]): void {
  const expected = layerOf(kind).inputs;
  if (expected === '2 or more' ? inputs.length < 2 : inputs.length !== expected) {
    const wanted =
      expected === 1
        ? 'exactly 1 layer'
        : expected === 2
          ? 'exactly 2 layers'
          : '2 or more layers (one twice for its square)';
    throw new CodesignError(
      'network.inputs',
      `Layer '${name}' (${kind}) must read ${wanted}, got ${inputs.length}.`,
    );
  }
  const unknown = inputs.find((input) => !known.includes(input));
  if (unknown !== undefined) {
    throw new CodesignError(
      'network.inputs',
      `Layer '${name}' reads '${unknown}', which is no layer above it. ${suggestName(unknown, known)}`,
    );
  }
}
