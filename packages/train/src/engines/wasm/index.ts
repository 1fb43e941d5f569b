export { createWasmEngine, type WasmEngine, type WasmEngineOptions } from './engine';
export {
  type ChannelWidths,
  deadIntegers,
  type LearnedRange,
  type LearnedSession,
  type LearnedWidths,
  type WidthSteps,
} from './learned';
export { createPortableMath, type PortableMath } from './portableMath';
