import { activationFormat } from './activationFormat';

// Channel 0 reaches 3 in steps of 1; channel 1 reaches 3/4 in steps of 1/4; channel 2 reaches 1/32.
const values = Float32Array.of(3, 0.75, 0.03125, 1, 0.25, 0, 2, 0.5, 0.03125);
const type = { signed: false, width: 2 };

describe('activationFormat', () => {
  it('gives one range to all channels, the one with the least squared error', () => {
    expect(activationFormat(values, type, { grain: 'tensor', channels: 3 })).toEqual({
      signed: false,
      integer: 2,
      fraction: 0,
    });
  });

  it('gives each channel its own range at the same width, at most 3 bits below the common one', () => {
    expect(activationFormat(values, type, { grain: 'channel', channels: 3 })).toEqual([
      { signed: false, integer: 2, fraction: 0 },
      { signed: false, integer: 0, fraction: 2 },
      { signed: false, integer: -1, fraction: 3 },
    ]);
  });
});
