/** How nextpnr and the packer of the bitstream name a device. */
export interface PlaceablePart {
  readonly router: 'nextpnr-ice40' | 'nextpnr-ecp5';
  /** Device, package and speed grade for nextpnr. */
  readonly arguments: readonly string[];
  /**
   * Pins of the package that a design may use. iCE40: the pins of the package in Project IceStorm's database. ECP5: user I/O of
   * the caBGA381 in Lattice FPGA-DS-02012, table 1.1.
   */
  readonly userPins: number;
  /** nextpnr's option for the file that `packer` reads. */
  readonly configurationOption: '--asc' | '--textcfg';
  readonly packer: 'icepack' | 'ecppack';
}

const ice40 = { router: 'nextpnr-ice40', configurationOption: '--asc', packer: 'icepack' } as const;
const ecp5 = { router: 'nextpnr-ecp5', configurationOption: '--textcfg', packer: 'ecppack' } as const;

const placeable: Readonly<Record<string, PlaceablePart>> = {
  'ice40hx8k-ct256': { ...ice40, arguments: ['--hx8k', '--package', 'ct256'], userPins: 206 },
  'ice40up5k-sg48': { ...ice40, arguments: ['--up5k', '--package', 'sg48'], userPins: 39 },
  'lfe5u-25f': { ...ecp5, arguments: ['--25k', '--package', 'CABGA381', '--speed', '6'], userPins: 197 },
  'lfe5u-85f': { ...ecp5, arguments: ['--85k', '--package', 'CABGA381', '--speed', '6'], userPins: 205 },
};

/** What places designs for a part, by its canonical name; `undefined` where no open tool does. */
export function placeablePart(name: string): PlaceablePart | undefined {
  return Object.hasOwn(placeable, name) ? placeable[name] : undefined;
}
