/** What a network can do. */
export const tasks = ['classification', 'regression'] as const;
export type Task = (typeof tasks)[number];
