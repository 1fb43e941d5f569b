import { CodesignError, type Network } from '@nx-codesign/ir';
import type { Engine, Session } from '../../training/types';
import { initialWeights } from '../../training/initialWeights';
import { chainOf, denseOf, denseWeights, firstRows } from './networks';

const format = (signed: boolean, integer: number, fraction: number) => ({ signed, integer, fraction });

/** Every kind of operation that trains, at sizes that fill no tile. */
const network: Network = chainOf(7, [
  { name: 'a', kind: 'dense', config: { units: 13 } },
  { name: 'b', kind: 'batchNorm' },
  { name: 'c', kind: 'activation', config: { function: 'relu' } },
  { name: 'd', kind: 'dense', config: { units: 9, weight: format(true, 0, 5), output: format(true, 2, 5) } },
  { name: 'e', kind: 'activation', config: { function: 'tanh', output: format(true, 0, 6) } },
  { name: 'f', kind: 'dense', config: { units: 5 } },
  { name: 'g', kind: 'activation', config: { function: 'leakyRelu' } },
  { name: 'h', kind: 'dense', config: { units: 3, weight: format(true, 1, 4) } },
]);

const rows = 37;
const x = Float32Array.from({ length: rows * 7 }, (_, i) => ((i * 29) % 61) / 16 - 2);
const y = Int32Array.from({ length: rows }, (_, i) => (i * i) % 3);

export function describeSessions(create: () => Engine): void {
  const engine = create();
  const open = (drawnFrom: Engine = engine) => {
    const session = drawnFrom.open(network, { loss: 'softmaxCrossEntropy', maxBatch: 16 });
    session.setWeights(initialWeights(network, 3));
    return session;
  };
  /** One step on each batch of an epoch, the last of which is smaller. */
  const runEpoch = (session: Session) => {
    for (let first = 0; first < rows; first += 16) {
      const indices = firstRows(rows).subarray(first, first + 16);
      session.step({ x, y, indices }, { learningRate: 0.01, weightDecay: 0.001 });
    }
  };

  describe('sessions', () => {
    it('learn', () => {
      const session = open();
      const loss = () => session.gradients({ x, y, indices: firstRows(16) }).loss;
      const before = loss();
      for (let epoch = 0; epoch < 40; epoch++) runEpoch(session);
      expect(loss()).toBeLessThan(before / 2);
    });

    it('repeat their bits, from another engine of the same kind too', () => {
      const trained = [open(), open(), open(create())].map((session) => {
        for (let epoch = 0; epoch < 5; epoch++) runEpoch(session);
        return session.weights();
      });
      expect(trained[1]).toEqual(trained[0]);
      expect(trained[2]).toEqual(trained[0]);
    });

    it('do not disturb each other', () => {
      const alone = open();
      for (let epoch = 0; epoch < 3; epoch++) runEpoch(alone);
      const together = [open(), open()];
      together[1].setWeights(initialWeights(network, 4));
      for (let epoch = 0; epoch < 3; epoch++) together.forEach(runEpoch);
      expect(together[0].weights()).toEqual(alone.weights());
      expect(together[1].weights()).not.toEqual(alone.weights());
    });

    it('start afresh when weights are set', () => {
      const session = open();
      runEpoch(session);
      const first = session.weights();
      session.setWeights(initialWeights(network, 3));
      runEpoch(session);
      expect(session.weights()).toEqual(first);
    });

    it('are not moved by a forward pass or by asking for gradients', () => {
      const session = open();
      const before = session.weights();
      session.forward(x, rows);
      expect(session.weights()).toEqual(before);
      const quiet = engine.open(denseOf(1, 1), { loss: 'mse', maxBatch: 1 });
      quiet.setWeights(denseWeights('d', [[1]], [0]));
      quiet.gradients({ x: Float32Array.of(1), y: Float32Array.of(3), indices: firstRows(1) });
      expect(quiet.weights()).toEqual(denseWeights('d', [[1]], [0]));
    });

    it.each([
      { why: 'an empty batch', code: 'engine.batchSize', run: (s: Session) => step(s, new Int32Array()) },
      {
        why: 'a batch that is too large',
        code: 'engine.batchSize',
        run: (s: Session) => step(s, firstRows(17)),
      },
      {
        why: 'a row outside the data',
        code: 'train.label',
        run: (s: Session) => step(s, Int32Array.of(rows)),
      },
      { why: 'missing weights', code: 'weights.missing', run: (s: Session) => s.setWeights({}) },
    ])('refuse $why', ({ code, run }) => {
      const session = open();
      expect(() => run(session)).toThrow(expect.objectContaining({ code }));
      expect(() => run(session)).toThrow(CodesignError);
    });

    it('refuse a label that is no output', () => {
      const session = open();
      const bad = { x, y: y.map(() => 3), indices: firstRows(1) };
      expect(() => session.step(bad, { learningRate: 0.01, weightDecay: 0 })).toThrow('0 to 2, got 3');
    });
  });
}

function step(session: Session, indices: Int32Array): number {
  return session.step({ x, y, indices }, { learningRate: 0.01, weightDecay: 0 });
}
