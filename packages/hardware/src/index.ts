export type { AdderGraph, GraphNode, NodeId, Signal, Term } from './adderGraph/graph';
export type { Design, DesignModule, ElementPort } from './design/design';
export { addersFile, designJson } from './design/designJson';
export type { DesignDescription, ModuleDescription } from './design/designJson';
export { busWidth } from './design/ports';
export type { Schedule } from './pipelining/schedule';
