export { CodesignError } from '@nx-codesign/ir';
export { checkOutput } from './checkOutput';
export { parseConfig } from './parse';
