import { sha256 } from './sha256';

describe('sha256', () => {
  it("gives the standard's digest of 'abc' (FIPS 180-4, example), in one part or several", () => {
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(sha256('abc')).toBe(digest);
    expect(sha256('a', Uint8Array.of(0x62, 0x63))).toBe(digest);
  });

  it('takes a text as its UTF-8 bytes', () => {
    expect(sha256('ä')).toBe(sha256(Uint8Array.of(0xc3, 0xa4)));
  });
});
