import { benchCases } from './cases';
import { stepFigures, stepTable } from './stepFigures';

const [benchCase] = benchCases(['mlp']);
const timed = [
  {
    benchCase,
    timings: [
      { contender: 'wasm', rounds: [0.2, 0.1, 0.4] },
      { contender: 'native', rounds: [0.06, 0.05] },
      { contender: 'torch 1t', rounds: [0.3, 0.095], setup: 'eager' },
      { contender: 'torch 2t', rounds: [0.2, 0.25], setup: 'eager' },
    ],
  },
];

describe('figures of a training step', () => {
  it('compare the fastest of ours with each peer, and judge one thread against one thread', () => {
    const found = stepFigures(timed).filter(({ unit }) => unit === 'x');
    expect(found).toEqual([
      // 0.095 / 0.05 misses the goal of the mlp, which is twice PyTorch.
      {
        name: 'mlp B=128, speed of native relative to torch 1t',
        ...{ value: 1.9, unit: 'x', goal: 2, met: false },
      },
      { name: 'mlp B=128, speed of native relative to torch 2t', value: 4, unit: 'x' },
    ]);
  });

  it('show the least and the median of the rounds', () => {
    const times = stepFigures(timed).filter(({ name }) => name.includes(', wasm'));
    expect(times).toEqual([
      { name: 'mlp B=128, wasm', value: 0.1, unit: 'ms/step' },
      { name: 'mlp B=128, wasm, median', value: 0.2, unit: 'ms/step' },
    ]);
  });

  it('stand in one line per case', () => {
    expect(
      stepTable(timed)
        .split('\n')
        .map((line) => line.trim().split(/ {2,}/)),
    ).toEqual([
      [
        'ms per step',
        'wasm',
        'native',
        'torch 1t',
        'torch 2t',
        'vs torch 1t',
        'vs torch 2t',
        'torch 1t setup',
      ],
      ['mlp B=128', '0.100', '0.050', '0.095', '0.200', 'x1.90', 'x4.00', 'eager'],
    ]);
  });
});
