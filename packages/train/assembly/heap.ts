/** First free address: below it lie the static tables of `Math.log` and friends. */
export function heapBase(): usize {
  return __heap_base;
}
