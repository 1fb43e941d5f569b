import { CodesignError, type Network } from '@nx-codesign/ir';
import type { Engine, Session } from '../../training/types';
import { initialWeights } from '../../training/initialWeights';
import { chainOf, denseOf, denseWeights, firstRows } from './networks';
import { expectSame, type EnginePromises } from './promises';

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

export function describeSessions(engine: Engine, create: () => Engine, promises: EnginePromises): void {
  it('learn', () => {
    const session = open(engine);
    const loss = () => session.gradients({ x, y, indices: firstRows(16) }).loss;
    const before = loss();
    for (let epoch = 0; epoch < 40; epoch++) runEpoch(session);
    expect(loss()).toBeLessThan(before / 2);
  });

  it('repeat their bits, from another engine of the same kind too', () => {
    const trained = [open(engine), open(engine), open(create())].map((session) => {
      for (let epoch = 0; epoch < 5; epoch++) runEpoch(session);
      return session.weights();
    });
    expectSame(trained[1], trained[0], promises);
    expectSame(trained[2], trained[0], promises);
  });

  it('do not disturb each other', () => {
    const alone = open(engine);
    for (let epoch = 0; epoch < 3; epoch++) runEpoch(alone);
    const together = [open(engine), open(engine)];
    together[1].setWeights(initialWeights(network, 4));
    for (let epoch = 0; epoch < 3; epoch++) together.forEach(runEpoch);
    expectSame(together[0].weights(), alone.weights(), promises);
    expect(together[1].weights()).not.toEqual(alone.weights());
  });

  it('start afresh when weights are set', () => {
    const session = open(engine);
    runEpoch(session);
    const first = session.weights();
    session.setWeights(initialWeights(network, 3));
    runEpoch(session);
    expectSame(session.weights(), first, promises);
  });

  it('are not moved by a forward pass or by asking for gradients', () => {
    const session = open(engine);
    const before = session.weights();
    session.forward(x, rows);
    expect(session.weights()).toEqual(before);
    const quiet = engine.open(denseOf(1, 1), { loss: 'mse', maxBatch: 1 });
    quiet.setWeights(denseWeights('d', [[1]], [0]));
    quiet.gradients({ x: Float32Array.of(1), y: Float32Array.of(3), indices: firstRows(1) });
    expect(quiet.weights()).toEqual(denseWeights('d', [[1]], [0]));
  });
}

export function describeRefusals(engine: Engine): void {
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
    const session = open(engine);
    expect(() => run(session)).toThrow(expect.objectContaining({ code }));
    expect(() => run(session)).toThrow(CodesignError);
  });

  it('refuse a label that is no output', () => {
    const session = open(engine);
    const bad = { x, y: y.map(() => 3), indices: firstRows(1) };
    expect(() => session.step(bad, { learningRate: 0.01, weightDecay: 0 })).toThrow('0 to 2, got 3');
  });
}

export function describeBatches(engine: Engine, promises: EnginePromises): void {
  it('take the rows that the indices name, from shared memory too', () => {
    const session = engine.open(denseOf(1, 1), { loss: 'mse', maxBatch: 2 });
    session.setWeights(denseWeights('d', [[1]], [0]));
    const x = new Float32Array(new SharedArrayBuffer(16));
    const y = new Float32Array(new SharedArrayBuffer(16));
    x.set([100, 3, 100, 5]);
    y.set([0, 1, 0, 2]);
    // Errors 3 and 2.
    const { loss } = session.gradients({ x, y, indices: Int32Array.of(3, 1) });
    expect(loss).toBe(6.5);
  });

  it('give a smaller batch the same bits under a larger maximum', () => {
    const batch = {
      x: Float32Array.from({ length: 15 }, (_, i) => ((i * 7) % 11) / 8 - 0.5),
      y: Int32Array.of(0, 2, 1, 2, 0),
      indices: firstRows(5),
    };
    const trained = [5, 8, 129].map((maxBatch) => {
      const session = engine.open(denseOf(3, 3), { loss: 'softmaxCrossEntropy', maxBatch });
      session.setWeights(
        denseWeights(
          'd',
          [
            [0.5, 0, 1],
            [-1, 0.25, 0],
            [0, 0.75, 0.125],
          ],
          [0, 0, 0],
        ),
      );
      for (let step = 0; step < 10; step++) session.step(batch, { learningRate: 0.01, weightDecay: 0.01 });
      return session.weights();
    });
    expectSame(trained[1], trained[0], promises);
    expectSame(trained[2], trained[0], promises);
  });
}

function open(engine: Engine): Session {
  const session = engine.open(network, { loss: 'softmaxCrossEntropy', maxBatch: 16 });
  session.setWeights(initialWeights(network, 3));
  return session;
}

/** One step on each batch of an epoch, the last of which is smaller. */
function runEpoch(session: Session): void {
  for (let first = 0; first < rows; first += 16) {
    const indices = firstRows(rows).subarray(first, first + 16);
    session.step({ x, y, indices }, { learningRate: 0.01, weightDecay: 0.001 });
  }
}

function step(session: Session, indices: Int32Array): number {
  return session.step({ x, y, indices }, { learningRate: 0.01, weightDecay: 0 });
}
