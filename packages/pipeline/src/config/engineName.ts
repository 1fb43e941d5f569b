/** The training engines that a study may name. */
export const engineNames = ['wasm', 'tfjs'] as const;
export type EngineName = (typeof engineNames)[number];
