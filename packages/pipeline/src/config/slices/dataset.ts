import { Type } from '@sinclair/typebox';
import { Fixed } from '@nx-codesign/ir';
import { augment } from './augment';
import { source } from './sources';

const share = (description: string, standard: number) =>
  Type.Number({ minimum: 0, maximum: 1, default: standard, description });

const most = (split: string) =>
  Type.Optional(Type.Integer({ minimum: 1, description: `Most samples of the ${split} split.` }));

/** Where the data comes from and how the stage `dataset` prepares it. */
export const datasetSlice = Type.Object(
  {
    source,
    resize: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), {
        minItems: 2,
        maxItems: 2,
        description: 'Height and width that images are averaged down to, by exact area.',
      }),
    ),
    inputFormat: {
      ...Fixed,
      default: { signed: false, integer: 0, fraction: 8 },
      description:
        'Fixed-point format of each input value: unsigned for pixels and patches, which are scaled to 0 <= x < 1 first, signed for features.',
    } as typeof Fixed,
    normalise: Type.Optional(
      Type.Object(
        {
          method: Type.Unsafe<'standard' | 'rootMeanSquare' | 'minMax' | 'none'>({
            type: 'string',
            enum: ['standard', 'rootMeanSquare', 'minMax', 'none'],
            description:
              'Scales per feature from the training split: standard (mean and standard deviation), rootMeanSquare (zeros stay zero), minMax (0 to 1); or none.',
          }),
          divisor: Type.Unsafe<'exact' | 'powerOfTwo'>({
            type: 'string',
            enum: ['exact', 'powerOfTwo'],
            default: 'exact',
            description:
              'exact, or powerOfTwo: rounded up to a power of two, which hardware divides by without a multiplier.',
          }),
        },
        {
          additionalProperties: false,
          description: "Scales of features that replace the source's own; images have none.",
        },
      ),
    ),
    split: Type.Object(
      {
        train: share('Share of the samples that networks are trained on.', 0.9),
        validation: share('Share of the samples that every choice is made on.', 0.1),
        test: share('Share kept for the end; 0 where the source has test files of its own.', 0),
      },
      {
        additionalProperties: false,
        default: {},
        description: 'How samples are divided; the shares add up to 1.',
      },
    ),
    limit: Type.Optional(
      Type.Object(
        { train: most('training'), validation: most('validation'), test: most('test') },
        { additionalProperties: false, description: 'Caps on the splits, for small runs.' },
      ),
    ),
    augment: Type.Optional(augment),
  },
  { additionalProperties: false, description: 'Where the data comes from and how it is prepared.' },
);
