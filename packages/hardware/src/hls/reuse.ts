const everyClock = '#pragma HLS PIPELINE II=1';
/** Stands in a loop nest where its multiplications may be shared between positions. */
const sharedProducts = '// Shared: products at positions';

/**
 * Emitted C++ for an initiation interval of the reuse factor, in which the positions of a layer take turns at the
 * multipliers of one in so many of them. What is computed stays the same.
 */
export function withReuse(text: string, reuseFactor: number): string {
  const limit = `const int products = inputs * outputs * ((positions + ${reuseFactor - 1}) / ${reuseFactor});`;
  const sharing = `${limit}\n#pragma HLS ALLOCATION operation instances=mul limit=products`;
  return text
    .replace(new RegExp(` *${sharedProducts}\\n`, 'g'), reuseFactor === 1 ? '' : `    ${sharing}\n`)
    .replaceAll(everyClock, `#pragma HLS PIPELINE II=${reuseFactor}`);
}
