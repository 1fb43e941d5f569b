import { createJobContext, splitOf } from './job';

describe('the context of a thread', () => {
  test('compiles one engine, its own, and keeps it', () => {
    const [one, other] = [createJobContext({}), createJobContext({})];
    expect(one.engine()).toBe(one.engine());
    expect(other.engine()).not.toBe(one.engine());
  });

  test('a split that the stage does not give is an error that ends the stage', () => {
    expect(() => splitOf(createJobContext({}).splits, 'test')).toThrow(
      expect.objectContaining({ code: 'threads.split' }),
    );
  });
});
