export type { AdderGraph, GraphNode, NodeId, Signal, Term } from './adderGraph/graph';
export { costOfDesign } from './cost/costOfDesign';
export { frequencyMHz } from './cost/frequency';
export { estimateCost, outlineOf } from './cost/estimateCost';
export type { Outline } from './cost/outlineProgram';
export { assumedFeatures, type AssumedFeature, type AssumedFeatureValues } from './cost/assumedFeatures';
export { termOf } from './cost/correctAssumed';
export { assumedCorrection } from './cost/fitted/assumedCorrection';
export type { AssumedCorrection, CorrectionTerm } from './cost/fitted/correction';
export {
  expectedOfNetwork,
  uncorrectedOfNetwork,
  estimateNetwork,
  type NetworkAssumptions,
} from './cost/estimateNetwork';
export type { CostEstimate, DeviceOptions } from './cost/costEstimate';
export type { ExpectedDesign, PlacedEstimate } from './cost/costOfGroups';
export { logicKinds, type LogicCounts, type LogicKind } from './cost/counting/logicCounts';
export { carryCells } from './cost/carryCells';
export { designCounts, type ModuleLogic } from './cost/designCounts';
export { designFacts } from './cost/designFacts';
export { assumedWeights } from './cost/fitted/assumedWeights';
export {
  expectedKinds,
  type CostNumbers,
  type ExpectedKind,
  type FitError,
  type FittedModel,
  type MeanWeights,
} from './cost/fitted/fittedModel';
export { fittedModels } from './cost/fitted/fittedModels';
export { rangeFacts, type Facts, type RangeFact } from './cost/fitted/range';
export { buildDesign } from './design/buildDesign';
export type { DesignOptions } from './design/designOptions';
export type {
  DelayedElement,
  Design,
  DesignInstance,
  DesignModule,
  ElementPort,
  ElementSource,
  Handshake,
  InstanceUse,
  PhasedSource,
  SteadySource,
} from './design/design';
export {
  addersFile,
  designJson,
  type DesignDescription,
  type InstanceDescription,
  type ModuleDescription,
} from './design/designJson';
export { evaluateDesign } from './design/evaluateDesign';
export { traceInstances, type BusValue } from './design/simulateDesign';
export { checkReuseFactor, legalReuseFactors } from './design/inputStream';
export { busWidth } from './design/ports';
export { inputsOf, stimuliHex, vectorHex } from './design/vectorHex';
export { emitHls, type HlsOptions } from './hls/emitHls';
export type { BlockOptions } from './multipliers/blockOptions';
export { findPart } from './parts/findPart';
export { fittingParts } from './parts/fittingParts';
export type { Part, PartFamily } from './parts/part';
export { parts } from './parts/parts';
export { shortagesOf, type Demand, type Shortage } from './parts/shortages';
export { latencyNsOf } from './pipelining/clock';
export { delayModelOf, delayModels, type DelayModel, type Delays } from './pipelining/delayModel';
export type { Schedule } from './pipelining/schedule';
export { emitVerilog } from './verilog/emitVerilog';
