export { createWasmEngine, type WasmEngine } from './engine';
export {
  type ChannelWidths,
  deadIntegers,
  type LearnedSession,
  type LearnedWidths,
  type WidthSteps,
} from './learned';
export { createPortableMath, type PortableMath } from './portableMath';
