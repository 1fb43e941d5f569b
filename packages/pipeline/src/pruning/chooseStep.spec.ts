import type { PruningStep } from '@nx-codesign/train';
import { chooseStep, type StepChoice } from './chooseStep';

/** Only what a choice looks at. */
const step = (index: number, [loss, luts]: readonly [number, number]) =>
  ({ step: index, loss, withinLoss: loss <= 0.02, luts, parameters: luts }) as unknown as PruningStep;
const path = (
  [
    [0, 1000],
    [-0.001, 700],
    [0.002, 300],
    [0.015, 290],
    [0.018, 250],
    [0.03, 100],
  ] as const
).map((point, index) => step(index, point));
const chosen = (choice: StepChoice['choice'], policies: StepChoice['policies']) =>
  chooseStep(path, { choice, policies }).step;

describe('chooseStep', () => {
  it.each([
    ['the cheapest within the loss, whatever the policy', 'allowedLoss', ['accuracy'], 4],
    ['the cheapest that loses nothing', 'policy', ['accuracy'], 1],
    [
      'the knee: a fall to 300 LUTs for 0.002, where 50 less cost eight times as much',
      'policy',
      ['balanced'],
      2,
    ],
    ['the cheapest within the loss', 'policy', ['latency'], 4],
    ['what the first of two policies says', 'policy', ['balanced', 'latency'], 2],
  ] as const)('takes %s', (_, choice, policies, expected) => {
    expect(chosen(choice, policies)).toBe(expected);
  });

  it('takes step 0 where nothing else is', () => {
    for (const policy of ['accuracy', 'balanced', 'latency'] as const) {
      expect(chooseStep(path.slice(0, 1), { choice: 'policy', policies: [policy] }).step).toBe(0);
    }
  });
});
