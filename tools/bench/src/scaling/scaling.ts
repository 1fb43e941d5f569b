import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { figureWithGoal, type Figure } from '../figures';

/** How many times the work of one worker two should do. */
const leastSpeedup = 1.8;
const rounds = 150;
const millisecondsPerRound = 40;
const warmUpRounds = 10;

/**
 * Work that two workers do in the time in which one does one's, each with its own networks; they take turns, and the round
 * in which each was disturbed least counts.
 */
export async function measureScaling(): Promise<Figure> {
  const workers = [0, 1].map(() => new Worker(join(__dirname, 'scalingWorker.ts')));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  for (let round = 0; round < warmUpRounds; round++) await work(workers);
  let [one, two] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    one = Math.max(one, await work([workers[round % 2]]));
    two = Math.max(two, await work(workers));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return figureWithGoal('work of two workers relative to one', two / one, {
    unit: 'x',
    atLeast: leastSpeedup,
  });
}

/** Steps per millisecond of some workers at once. */
async function work(workers: readonly Worker[]): Promise<number> {
  const answers = workers.map((worker) => once(worker, 'message'));
  for (const worker of workers) worker.postMessage(millisecondsPerRound);
  const rates = (await Promise.all(answers)).map(([rate]) => rate as number);
  return rates.reduce((sum, rate) => sum + rate);
}
