/** The key that `search` and `prune` take their cycles per vector from where they are silent. */
export const borrowedReuse = 'hlsEmit.reuseFactor';
