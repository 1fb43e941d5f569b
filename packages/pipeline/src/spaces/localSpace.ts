import type { Space } from '@nx-codesign/search';
import type { LocalSearchSlice } from '../config/slices/localSearch';
import type { Task } from '../config/task';
import type { Move } from './moves';

/** The choice of a move that is none. */
export const noMove = 'none';

/**
 * What the local search chooses from: settings under the names of a training's, and `move1`, `move2`, ..., each one
 * of the moves by name, or none.
 */
export function localSpace(slice: LocalSearchSlice, task: Task, moves: readonly Move[]): Space {
  const { learningRate, weightDecay, batchSizes, epochs } = slice;
  const logarithmic = ([low, high]: readonly number[]) => ({ kind: 'float', low, high, log: true }) as const;
  const names = moves.map(({ name }) => name);
  const moveGenes = Array.from({ length: names.length === 0 ? 0 : slice.moves }, (_, index) => [
    `move${index + 1}`,
    { kind: 'categorical', choices: [noMove, ...names] } as const,
  ]);
  return {
    learningRate: logarithmic(learningRate),
    weightDecay: logarithmic(weightDecay),
    batchSize: { kind: 'categorical', choices: batchSizes },
    epochs: { kind: 'integer', low: epochs[0], high: epochs[1] },
    schedule: { kind: 'categorical', choices: slice.schedules },
    ...lossGenes(slice, task),
    ...(Object.fromEntries(moveGenes) as Space),
  };
}

function lossGenes({ labelSmoothings, losses, huberDeltas }: LocalSearchSlice, task: Task): Space {
  if (task === 'classification') return { labelSmoothing: { kind: 'categorical', choices: labelSmoothings } };
  return {
    loss: { kind: 'categorical', choices: losses },
    ...(losses.includes('huber') && {
      huberDelta: {
        kind: 'categorical',
        choices: huberDeltas,
        when: { parameter: 'loss', oneOf: ['huber'] },
      },
    }),
  };
}

const lists: Readonly<Record<string, string>> = {
  batchSize: 'batchSizes',
  schedule: 'schedules',
  labelSmoothing: 'labelSmoothings',
  loss: 'losses',
  huberDelta: 'huberDeltas',
};

/** The key of codesign.json that a parameter comes from. */
export function localSpaceKey(parameter: string): string {
  return `localSearch.${lists[parameter] ?? parameter.replace(/^move\d+$/, 'moves')}`;
}
