/** Most values of all splits together, as float32 in memory: 1.2 GB. */
export const mostValues = 3e8;
