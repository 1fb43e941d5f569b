/**
 * Kinds of source values: `bytes` are pixels from 0 to 255, `reals` are features of either sign, `patches` are
 * images whose brightness is relative to their own darkest and brightest pixel.
 */
export type ValueKind = 'bytes' | 'reals' | 'patches';
