export { heapBase } from './heap';
export { cos, exp, log, pow, sin } from './scalar';
export { gemm } from './gemm';
export { gemmTransposed } from './gemmTransposed';
export { transposePanels } from './transposePanels';
export { add, addRow, copy, leakyRelu, leakyReluBackward, maskRange, relu } from './elementwise';
export { sumRows } from './sumRows';
export { sigmoid, sigmoidBackward, tanh, tanhBackward } from './activation';
export { lookup, lookupBackward, quantize } from './quantize';
export { normalize, normalizeBackward, normalizeInference } from './normalize';
export { meanSquaredError, softmaxCrossEntropy } from './loss';
export { adam } from './adam';
export {
  addChannelGradients,
  channelBits,
  learnedQuantize,
  learnedQuantizeBackward,
  limitFractions,
  penalizeWidths,
} from './learnedQuantize';
