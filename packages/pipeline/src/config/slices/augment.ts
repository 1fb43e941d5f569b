import { Type } from '@sinclair/typebox';
import { byKind } from './byKind';

const flip = Type.Object(
  {
    kind: Type.Literal('flip', { description: 'flip: half of the images mirrored along each direction.' }),
    directions: Type.Array(
      Type.Unsafe<'horizontal' | 'vertical'>({
        type: 'string',
        enum: ['horizontal', 'vertical'],
        description: 'A direction.',
      }),
      {
        minItems: 1,
        uniqueItems: true,
        default: ['horizontal', 'vertical'],
        description: 'Directions to mirror along.',
      },
    ),
  },
  { additionalProperties: false, description: 'Mirrored images.' },
);

const rotate = Type.Object(
  {
    kind: Type.Literal('rotate', {
      description: 'rotate: square images turned by 0, 90, 180 or 270 degrees.',
    }),
  },
  { additionalProperties: false, description: 'Turned images.' },
);

const shift = Type.Object(
  {
    kind: Type.Literal('shift', { description: 'shift: images moved by whole pixels; zeros move in.' }),
    pixels: Type.Integer({ minimum: 1, default: 1, description: 'Most pixels along each axis.' }),
  },
  { additionalProperties: false, description: 'Moved images.' },
);

const noise = Type.Object(
  {
    kind: Type.Literal('noise', {
      description: 'noise: normal noise on every input that is not zero, rounded to the input format.',
    }),
    deviation: Type.Number({
      exclusiveMinimum: 0,
      description: 'Standard deviation, in units of the inputs after normalisation.',
    }),
  },
  { additionalProperties: false, description: 'Noisy inputs.' },
);

const reflect = Type.Object(
  {
    kind: Type.Literal('reflect', {
      description: 'reflect: the sign of each named feature changed in half of the samples.',
    }),
    features: Type.Array(Type.String({ minLength: 1, description: 'A feature name.' }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Names of features, as dataset.json lists them; for jets etarel and phirel.',
    }),
  },
  { additionalProperties: false, description: 'Reflected features.' },
);

/** Changed copies of the training split. */
export const augment = Type.Object(
  {
    copies: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 1,
      description: 'Changed copies of every training sample, beside the sample itself.',
    }),
    transforms: Type.Array(
      byKind([flip, rotate, shift, noise, reflect], 'A random change that leaves the answer right.'),
      {
        minItems: 1,
        description:
          'Random changes, one after the other: flip {directions}, rotate, shift {pixels}, noise {deviation}, reflect {features}.',
      },
    ),
  },
  { additionalProperties: false, description: 'Changed copies that the training split alone gains.' },
);
