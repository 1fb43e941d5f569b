export { CodesignError } from '@nx-codesign/ir';
export { shardBudget } from '../islands/shardBudget';
export { checkOutput } from './checkOutput';
export { parseConfig } from './parse';
