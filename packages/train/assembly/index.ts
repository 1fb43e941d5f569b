export { heapBase } from './heap';
export { cos, exp, log, pow, sin } from './scalar';
export { gemm } from './gemm';
export { gemmTransposed } from './gemmTransposed';
export { transposePanels } from './transposePanels';
export { gemmWindows } from './windows';
export { gemmWindowsTransposed } from './windowsTransposed';
export { scatterWindows } from './scatterWindows';
export { maxTaps, maxTapsBackward, sumTaps, sumTapsBackward } from './pool';
export { addBlocks, copyBlocks } from './blocks';
export {
  add,
  addRow,
  copy,
  leakyRelu,
  leakyReluBackward,
  maskRange,
  multiply,
  multiplyElements,
  relu,
  zero,
} from './elementwise';
export { dropout } from './dropout';
export { gelu, geluBackward } from './gelu';
export { sumRows } from './sumRows';
export { sigmoid, sigmoidBackward, tanh, tanhBackward } from './activation';
export { lookup, lookupBackward, quantize } from './quantize';
export { maskColumns, quantizeColumns } from './channels';
export { normalize, normalizeBackward, normalizeInference } from './normalize';
export { huber, meanSquaredError, softmaxCrossEntropy } from './loss';
export { adam } from './adam';
export { momentum } from './momentum';
export { keep, penalize, sumSquares } from './gradient';
export {
  addChannelGradients,
  channelBits,
  learnedQuantize,
  learnedQuantizeBackward,
  limitFractions,
  penalizeProduct,
  penalizeWidths,
} from './learnedQuantize';
