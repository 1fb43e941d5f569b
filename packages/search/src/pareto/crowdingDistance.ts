import { checkLosses, type Losses } from './losses';

/**
 * Crowding distance of each point of one front (Deb et al. 2002, section III-B): per objective, the gap between
 * its two neighbours over the front's range, summed; Infinity for the ends of an objective. An objective without
 * range counts nothing. O(objectives x n log n). Throws RangeError if losses are not finite.
 */
export function crowdingDistance(front: readonly Losses[]): number[] {
  checkLosses(front);
  const distance = new Array<number>(front.length).fill(front.length <= 2 ? Infinity : 0);
  const objectives = front.length > 2 ? front[0].length : 0;
  for (let objective = 0; objective < objectives; objective++) {
    const order = front.map((_, index) => index).sort((a, b) => front[a][objective] - front[b][objective]);
    const loss = (position: number) => front[order[position]][objective];
    const range = loss(order.length - 1) - loss(0);
    if (range === 0) continue;
    distance[order[0]] = distance[order[order.length - 1]] = Infinity;
    for (let position = 1; position < order.length - 1; position++) {
      distance[order[position]] += (loss(position + 1) - loss(position - 1)) / range;
    }
  }
  return distance;
}
