export { CodesignError } from './error';
export { nearestName, suggestName } from './nearestName';
export { compileSchema, type SchemaCheck } from './schemaCheck';
export { sha256 } from './sha256';
export {
  bitLength,
  checkFixed,
  describeFixed,
  Fixed,
  fixedOf,
  formatOfRange,
  rangeOf,
  rounderTo,
  roundTo,
  toInteger,
  widthOf,
} from './fixed';
export {
  type ChannelFormats,
  channelFormatsOf,
  commonFraction,
  formatAt,
  formatsOf,
  isPerChannel,
} from './channelFormats';
export type { LayerNode, Network, Tensor, Weights } from './network';
export type { Operation, OperationKind, Program, TableFunction, ValueId, WindowOptions } from './program';
export type {
  IntegerMatrix,
  IntegerOperation,
  IntegerOperationKind,
  IntegerProgram,
  IntegerValue,
  QuantizeChannel,
} from './integerProgram';
export type { Kernels, Normalization, NormalizationOptions } from './kernels';
export {
  defineLayer,
  type Layer,
  type LayerDescription,
  type LayerInputs,
  type LayerRole,
} from './layers/layer';
export type { ActivationConfig } from './layers/activation';
export type { AggregationFormats } from './layers/aggregation';
export type { DenseConfig } from './layers/dense';
export type { LinearFormats } from './layers/linear';
export { unitsOf, withUnits } from './layers/units';
export { layerOf, layers } from './layers';
export { checkNetwork } from './checkNetwork';
export { trace } from './trace';
export { operandsOf, readersOf } from './operands';
export { type IntegerOperands, integerOperandsOf } from './integerOperands';
export { windowAxes, type WindowAxis } from './window/windowedShape';
export { windowIndices, type WindowOperation } from './window/windowIndices';
export { elementsOf, positionsOf } from './shapes';
export { checkWeights, weightShapes } from './weightShapes';
export { lower } from './lowering/lower';
export { tableEntries, type TableRange } from './lowering/tableEntries';
export { checkWidths } from './checkWidths';
export { magnitudesOf, partialSumsOf } from './partialSums';
export { formatOf } from './formatOf';
export { interpret } from './interpreter/interpret';
export { type AssumedWidths, costsOf, type LayerCosts, type NetworkCosts } from './costs/costsOf';
export { networkFormat, networkFormatVersion, networkSchema } from './networkFile/networkSchema';
export { type NetworkFiles, readNetwork, writeNetwork } from './networkFile/networkFile';
export { networkHash } from './networkFile/networkHash';
export { decodeSafetensors, encodeSafetensors, type SafeTensor } from './networkFile/safetensors';
