export { createWasmEngine } from './engine';
export { portableMath, type PortableMath } from './portableMath';
