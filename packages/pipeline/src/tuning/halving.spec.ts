import { epochsOfRung, survivorsOf } from './halving';

describe('rungs', () => {
  test.each([
    [{ rungs: 3, reduction: 2 }, 12, [3, 6, 12], 'a quarter, half, all'],
    [{ rungs: 2, reduction: 3 }, 10, [4, 10], 'a third, rounded up'],
    [{ rungs: 1, reduction: 2 }, 5, [5], 'all at once'],
    [{ rungs: 4, reduction: 4 }, 3, [1, 1, 1, 3], 'one epoch at least'],
  ])('%j of %d epochs end after %j: %s', (halving, epochs, expected) => {
    const rungs = Array.from({ length: halving.rungs }, (_, index) => index + 1);
    expect(rungs.map((rung) => epochsOfRung(halving, epochs, rung))).toEqual(expected);
  });

  const trials = (...losses: (number | undefined)[]) => losses.map((loss, at) => ({ at, loss }));
  const survivors = (reduction: number, ...losses: (number | undefined)[]) =>
    survivorsOf(trials(...losses), reduction).map(({ at }) => at);

  test.each([
    [2, [0.4, 0.1, 0.3, 0.2], [1, 3], 'the better half, in their order'],
    [2, [0.4, 0.1, 0.3], [1, 2], 'half of three is two'],
    [3, [0.1, 0.2], [0], 'one at least'],
    [2, [0.1, 0.1, 0.1, 0.1], [0, 1], 'of equals the earlier'],
    [2, [undefined, undefined, 0.3, undefined], [2], 'failed ones never'],
    [2, [undefined, undefined], [], 'none where all failed'],
  ])('with a reduction of %d, %j leaves %j: %s', (reduction, losses, expected) => {
    expect(survivors(reduction, ...losses)).toEqual(expected);
  });
});
