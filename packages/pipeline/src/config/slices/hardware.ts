import { Type } from '@sinclair/typebox';
import { deviceKeys } from './device';

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
    flow: Type.Literal('yosys', { default: 'yosys', description: 'Synthesis flow: yosys, from npm.' }),
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
