import { CodesignError } from '@nx-codesign/ir';

/** A netlist as nextpnr writes it with `--write`; the part that is read here. */
interface PlacedNetlist {
  readonly modules: Readonly<
    Record<
      string,
      {
        readonly ports: Readonly<Record<string, { readonly bits: readonly number[] }>>;
        readonly cells: Readonly<Record<string, PlacedCell>>;
      }
    >
  >;
}

interface PlacedCell {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly connections: Readonly<Record<string, readonly number[]>>;
}

/** The pin of a pad that leads out of the chip, by cell type. */
const padPins: Readonly<Record<string, string>> = { SB_IO: 'PACKAGE_PIN', TRELLIS_IO: 'B' };

/** The site of each bit of the ports, by `port`, or `port[bit]` where it has several. Throws `flows.badReport` where one has none. */
export function portSites(placedJson: string): Record<string, string> {
  const { ports, cells } = topOf(placedJson);
  const pads = Object.values(cells).filter(({ type }) => Object.hasOwn(padPins, type));
  const sites = new Map(
    pads.map(({ type, attributes, connections }) => [
      connections[padPins[type]]?.[0],
      attributes['NEXTPNR_BEL'],
    ]),
  );
  const bits = Object.entries(ports).flatMap(([name, { bits: nets }]) =>
    nets.map((net, bit) => [nets.length === 1 ? name : `${name}[${bit}]`, sites.get(net)] as const),
  );
  const lost = bits.find(([, site]) => site === undefined);
  if (lost !== undefined) {
    const message = `The netlist that nextpnr placed has no pad for ${lost[0]}. Expected one for each bit of the ports.`;
    throw new CodesignError('flows.badReport', message);
  }
  return Object.fromEntries(bits as (readonly [string, string])[]);
}

function topOf(placedJson: string): PlacedNetlist['modules'][string] {
  const [top] = Object.values((JSON.parse(placedJson) as PlacedNetlist).modules);
  return top;
}
