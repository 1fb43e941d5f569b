import { Type } from '@sinclair/typebox';

/** The FPGA and the clock that costs are estimated and designs are made for. */
export const deviceKeys = {
  part: Type.String({
    minLength: 1,
    default: 'xcvu13p-flga2577-2-e',
    description: 'The FPGA, by its vendor name.',
  }),
  clockPeriodNs: Type.Number({
    minimum: 0.5,
    maximum: 1000,
    default: 5,
    description: 'Target clock period in nanoseconds.',
  }),
};

/** The largest reuse factor that may be stated. */
export const mostReuse = 65536;

/** Of estimates ahead of `hls-emit`, which states it once for all. */
export const estimatedReuse = {
  reuseFactor: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: mostReuse,
      description: 'Cycles per vector that costs are estimated for; hlsEmit.reuseFactor if absent.',
    }),
  ),
};
