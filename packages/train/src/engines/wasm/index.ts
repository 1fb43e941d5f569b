export { createWasmEngine } from './engine';
export { createPortableMath, type PortableMath } from './portableMath';
