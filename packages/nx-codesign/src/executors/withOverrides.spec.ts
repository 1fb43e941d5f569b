import { withOverrides } from './withOverrides';

describe("a target's options", () => {
  it("replace keys of the stage's own slice and leave all others", () => {
    const text = '{"seed":3,"localSearch":{"trials":5,"batch":2},"qat":{"epochs":1}}';
    expect(JSON.parse(withOverrides(text, 'local-search', { trials: 9 }))).toEqual({
      seed: 3,
      localSearch: { trials: 9, batch: 2 },
      qat: { epochs: 1 },
    });
  });

  it('make the slice where the study has none', () => {
    expect(JSON.parse(withOverrides('{"seed":3}', 'qat', { epochs: 2 }))).toEqual({
      seed: 3,
      qat: { epochs: 2 },
    });
  });

  it('replace keys of a study behind a byte order mark', () => {
    expect(JSON.parse(withOverrides('\uFEFF{"seed":3}', 'qat', { epochs: 2 }))).toEqual({
      seed: 3,
      qat: { epochs: 2 },
    });
  });

  it.each(['{', '[1]', 'null', '{"seed":1,"seed":2}'])('leave the text %s to the parser', (text) => {
    expect(withOverrides(text, 'qat', { epochs: 2 })).toBe(text);
  });
});
