import { candidateVectors, inputRanges, variedVectors } from './candidateVectors';

const stimulus = {
  inputs: Int32Array.of(1, -1, 2, 3),
  count: 2,
  inputPorts: [
    { offset: 0, width: 3, signed: false },
    { offset: 3, width: 3, signed: true },
  ],
  latencyCycles: 1,
};

describe('candidate vectors', () => {
  it('know the range of an input by the port that carries it, in whichever beat', () => {
    expect(inputRanges(stimulus)).toEqual([
      { low: 0, high: 7 },
      { low: -4, high: 3 },
    ]);
    const beats = [
      [1, -1],
      [-1, 0],
    ];
    const streamed = { ...stimulus, initiationInterval: 2, beats };
    expect(inputRanges(streamed)).toEqual([
      { low: -4, high: 3 },
      { low: 0, high: 7 },
    ]);
  });

  it('are within the ports, reach both ends of each, and are the same for the same seed', () => {
    const vectors = candidateVectors(stimulus, { count: 400, seed: 3 });
    const column = (input: number) => [...vectors].filter((_, place) => place % 2 === input);
    expect([Math.min(...column(0)), Math.max(...column(0))]).toEqual([0, 7]);
    expect([Math.min(...column(1)), Math.max(...column(1))]).toEqual([-4, 3]);
    expect(candidateVectors(stimulus, { count: 400, seed: 3 })).toEqual(vectors);
    expect(candidateVectors(stimulus, { count: 400, seed: 4 })).not.toEqual(vectors);
  });

  it('varied ones begin with the vector itself', () => {
    const vectors = variedVectors(stimulus, [Int32Array.of(5, -2)], 3);
    expect(vectors).toHaveLength(2 * 4);
    expect([...vectors.subarray(0, 2)]).toEqual([5, -2]);
  });
});
