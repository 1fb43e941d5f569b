import { createPortableMath } from '@nx-codesign/train';
import { calledClasses, classFiguresOf } from './classFigures';
import { meanOf, scoresOf } from './scores';

describe('figures of classes', () => {
  // Called 0, 0, 1, 1 (a tie goes to the first); right are the first and the third.
  const outputs = Float32Array.of(2, 0, /**/ 3, 1, /**/ 0, 4, /**/ 0, 1);
  const labels = Int32Array.of(0, 1, 1, 0);
  const samples = { outputs, labels, names: ['a', 'b'] };
  const figures = classFiguresOf(samples, { signalEfficiency: 0.5, math: createPortableMath() });

  test('recall is of the samples of a class, precision of those called so', () => {
    const lopsided = { ...samples, labels: Int32Array.of(0, 0, 1, 0) };
    const [a, b] = classFiguresOf(lopsided, { signalEfficiency: 0.5, math: createPortableMath() });
    expect(a).toMatchObject({ name: 'a', samples: 3, recall: 2 / 3, precision: 1 });
    expect(b).toMatchObject({ name: 'b', samples: 1, recall: 1, precision: 0.5 });
  });

  test('the ROC area is that of the probabilities: logit differences 2, 2, -4, -1 for class a', () => {
    // Signals 2 and -1, backgrounds 2 and -4: a tie and two wins of four pairs, and one loss.
    expect(figures[0].rocAuc).toBe((0.5 + 1 + 0 + 1) / 4);
  });

  test('a class that nothing is called or has no samples has no precision or recall', () => {
    const absent = { outputs: Float32Array.of(1, 0), labels: Int32Array.of(0), names: ['a', 'b'] };
    const [, b] = classFiguresOf(absent, { signalEfficiency: 0.5, math: createPortableMath() });
    expect(b).toEqual({ name: 'b', samples: 0 });
  });

  test.each([NaN, Infinity, -Infinity])('a logit of %d is refused by sample and class', (logit) => {
    const broken = { ...samples, outputs: Float32Array.of(2, 0, 3, 1, 0, logit, 0, 1) };
    expect(() => classFiguresOf(broken, { signalEfficiency: 0.5, math: createPortableMath() })).toThrow(
      expect.objectContaining({
        code: 'evaluation.notFinite',
        message: expect.stringContaining('class b of sample 2'),
      }),
    );
  });

  test('the first of equal outputs is called', () => {
    expect([...calledClasses({ outputs: Float32Array.of(1, 1, 0), labels: Int32Array.of(0) })]).toEqual([0]);
  });
});

describe('scores', () => {
  test('of classes are 1 where the class is right', () => {
    const scores = scoresOf(Float32Array.of(1, 0, 1, 0), Int32Array.of(0, 1), 2);
    expect([...scores]).toEqual([1, 0]);
    expect(meanOf(scores)).toBe(0.5);
  });

  test('of targets are distances: 3-4-5 and 0', () => {
    const [outputs, targets] = [Float32Array.of(3, 4, 1, 1), Float32Array.of(0, 0, 1, 1)];
    const distances = scoresOf(outputs, targets, 2);
    expect([...distances]).toEqual([5, 0]);
  });
});
