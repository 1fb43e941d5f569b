/** What tests of samplers need: the contract suite for jest (with `fast-check`) and functions to optimise. */
export { describeSampler } from './samplers/contract';
export type { ContractOptions } from './samplers/contract';
export { arbitrarySpace, isValid, listAll } from './problems/arbitrarySpace';
export { branin } from './problems/branin';
export { dtlz2 } from './problems/dtlz2';
export { optimise } from './problems/problem';
export type { Problem } from './problems/problem';
export { tpeProblems } from './problems/tpeProblems';
export type { SingleProblem } from './problems/tpeProblems';
export { zdt1, zdt2, zdt3 } from './problems/zdt';
