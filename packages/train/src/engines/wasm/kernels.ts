import type { Address, WindowKernels } from './windowKernels';

export type { Address };

/**
 * The functions of `assembly/*.ts`, whose files say what each computes. Strides and lengths are in bytes, rows of
 * activations are padded to eight floats, weights lie in panels of eight columns.
 */
export interface Kernels extends WindowKernels {
  heapBase(): Address;
  exp(x: number): number;
  log(x: number): number;
  pow(x: number, y: number): number;
  sin(x: number): number;
  cos(x: number): number;
  gemm(
    a: Address,
    aStride: number,
    b: Address,
    bias: Address,
    c: Address,
    cStride: number,
    rows: number,
    inner: number,
    panels: number,
    positive: number,
    mask: Address,
    low: number,
    high: number,
  ): void;
  gemmTransposed(
    a: Address,
    aStride: number,
    b: Address,
    bStride: number,
    c: Address,
    rows: number,
    inner: number,
    panels: number,
  ): void;
  transposePanels(source: Address, target: Address, taps: number, inner: number, outer: number): void;
  multiply(x: Address, y: Address, bytes: number, factor: number): void;
  zero(x: Address, bytes: number): void;
  dropout(
    x: Address,
    y: Address,
    rows: number,
    columns: number,
    stride: number,
    firstRow: number,
    seed: number,
    threshold: number,
    factor: number,
  ): void;
  gelu(x: Address, y: Address, bytes: number): void;
  geluBackward(gradient: Address, x: Address, bytes: number): void;
  quantizeColumns(x: Address, y: Address, rows: number, stride: number, table: Address): void;
  maskColumns(gradient: Address, x: Address, rows: number, stride: number, table: Address): void;
  add(a: Address, b: Address, y: Address, bytes: number): void;
  multiplyElements(a: Address, b: Address, y: Address, bytes: number): void;
  addRow(x: Address, row: Address, y: Address, rows: number, stride: number): void;
  copy(x: Address, y: Address, bytes: number): void;
  relu(x: Address, y: Address, bytes: number): void;
  leakyRelu(x: Address, y: Address, bytes: number, slope: number): void;
  leakyReluBackward(gradient: Address, x: Address, bytes: number, slope: number): void;
  maskRange(gradient: Address, target: Address, x: Address, bytes: number, low: number, high: number): void;
  sumRows(x: Address, sum: Address, rows: number, stride: number): void;
  tanh(x: Address, y: Address, bytes: number): void;
  tanhBackward(gradient: Address, y: Address, bytes: number): void;
  sigmoid(x: Address, y: Address, bytes: number): void;
  sigmoidBackward(gradient: Address, y: Address, bytes: number): void;
  quantize(x: Address, y: Address, bytes: number, step: number, low: number, high: number): void;
  lookup(
    x: Address,
    y: Address,
    bytes: number,
    table: Address,
    scale: number,
    low: number,
    size: number,
  ): void;
  lookupBackward(
    gradient: Address,
    x: Address,
    bytes: number,
    slopes: Address,
    scale: number,
    low: number,
    size: number,
  ): void;
  normalize(
    x: Address,
    y: Address,
    rows: number,
    stride: number,
    gamma: Address,
    beta: Address,
    mean: Address,
    variance: Address,
    batchMean: Address,
    inverseDeviation: Address,
    epsilon: number,
    momentum: number,
  ): void;
  normalizeInference(
    x: Address,
    y: Address,
    rows: number,
    stride: number,
    gamma: Address,
    beta: Address,
    mean: Address,
    variance: Address,
    epsilon: number,
  ): void;
  normalizeBackward(
    gradient: Address,
    x: Address,
    rows: number,
    stride: number,
    gamma: Address,
    batchMean: Address,
    inverseDeviation: Address,
    gammaGradient: Address,
    betaGradient: Address,
  ): void;
  softmaxCrossEntropy(
    logits: Address,
    labels: Address,
    gradient: Address,
    rows: number,
    columns: number,
    stride: number,
    share: number,
    smoothing: number,
    classWeights: Address,
  ): number;
  meanSquaredError(
    outputs: Address,
    targets: Address,
    gradient: Address,
    rows: number,
    columns: number,
    stride: number,
    share: number,
  ): number;
  huber(
    outputs: Address,
    targets: Address,
    gradient: Address,
    rows: number,
    columns: number,
    stride: number,
    share: number,
    delta: number,
  ): number;
  momentum(
    weights: Address,
    gradient: Address,
    velocity: Address,
    bytes: number,
    rate: number,
    keep: number,
    decay: number,
  ): void;
  penalize(weights: Address, gradient: Address, bytes: number, l1: number, l2: number): void;
  sumSquares(x: Address, bytes: number): number;
  keep(x: Address, mask: Address, bytes: number): void;
  learnedQuantize(
    x: Address,
    y: Address,
    rows: number,
    stride: number,
    fractions: Address,
    low: Address,
    high: Address,
  ): void;
  learnedQuantizeBackward(
    gradient: Address,
    x: Address,
    y: Address,
    rows: number,
    stride: number,
    low: Address,
    high: Address,
    saturated: number,
    fractionGradient: Address,
  ): void;
  channelBits(
    fractions: Address,
    offsets: Address,
    channels: number,
    bits: Address,
    gradient: Address,
    inner: number,
  ): void;
  penalizeWidths(
    kernel: Address,
    fractions: Address,
    kernelGradient: Address,
    inputBits: Address,
    inputGradient: Address,
    inner: number,
    panels: number,
    strength: number,
  ): number;
  addChannelGradients(
    gradient: Address,
    bits: Address,
    inner: number,
    fractionGradient: Address,
    channels: number,
  ): void;
  penalizeProduct(
    aBits: Address,
    aGradient: Address,
    bBits: Address,
    bGradient: Address,
    inner: number,
    strength: number,
  ): number;
  limitFractions(x: Address, bytes: number, high: number): void;
  adam(
    weights: Address,
    gradient: Address,
    mean: Address,
    variance: Address,
    bytes: number,
    stepSize: number,
    varianceScale: number,
    decay: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
}
