import { createEngine, engines } from '.';

describe('engines', () => {
  it.each(Object.keys(engines))("'%s' is made by the name that it bears", (name) => {
    expect(createEngine(name).name).toBe(name);
  });

  it('of an unknown name are refused with the nearest name', () => {
    expect(() => createEngine('wsam')).toThrow(expect.objectContaining({ code: 'engine.unknown' }));
    expect(() => createEngine('wsam')).toThrow("'wasm'");
  });
});
