/**
 * The name out of `allowed` that is closest to `name` in edit distance (Levenshtein 1966; upper and lower case are
 * the same), for "did you mean" in error messages. `undefined` where more than half of the letters differ.
 */
export function nearestName(name: string, allowed: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of allowed) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  if (best === undefined || bestDistance > Math.max(name.length, best.length) / 2) return undefined;
  return best;
}

/** ` Did you mean 'x'?`, or what is allowed where nothing is near: the end of an error message. */
export function suggestName(name: string, allowed: readonly string[]): string {
  const nearest = nearestName(name, allowed);
  const list = `Allowed: ${allowed.join(', ')}.`;
  return nearest === undefined ? list : `Did you mean '${nearest}'? ${list}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
