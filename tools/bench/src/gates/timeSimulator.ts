/** Least CPU time of this process, in seconds, that some work takes in a number of rounds. */
export function timeSimulator(work: () => unknown, rounds: number): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
