export { CodesignError } from '@nx-codesign/ir';
export { outputFolder } from './outputFolder';
export { parseConfig } from './parse';
