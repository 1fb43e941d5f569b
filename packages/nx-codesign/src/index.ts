export { createNodes, createNodesV2 } from './plugin';
export { stageTargets } from './targets/stageTargets';
