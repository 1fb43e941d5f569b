import { weightFormat } from './weightFormat';

// Two inputs, two outputs: the first output's weights reach 3/2, the second's 3/16.
const kernel = Float32Array.of(1.5, 0.1875, -0.5, -0.0625);

describe('weightFormat', () => {
  it('gives all outputs the scale that the largest weights need', () => {
    expect(weightFormat(kernel, { width: 3, grain: 'tensor', outputs: 2 })).toEqual({
      signed: true,
      integer: 1,
      fraction: 1,
    });
  });

  it('gives each output its own scale, on which its weights are exact', () => {
    // Steps of 1/2 hold 3/2 and -1/2; steps of 1/16, 3 bits finer, hold 3/16 and -1/16.
    expect(weightFormat(kernel, { width: 3, grain: 'channel', outputs: 2 })).toEqual([
      { signed: true, integer: 1, fraction: 1 },
      { signed: true, integer: -2, fraction: 4 },
    ]);
  });
});
