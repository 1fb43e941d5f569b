export { compareIntegers, type Comparison } from './verification/compareIntegers';
export { createGateSimulator, type GateSimulator } from './gates/simulator';
export { type InputStimulus, type Stimulus } from './gates/stimulus';
export { type BusElement } from './gates/elementPorts';
export { cellCounts, type Cell, type Net, type Netlist, type Port } from './netlist/netlist';
export { linkNetlists } from './netlist/link';
export { type MappedDesign } from './netlist/mappedDesign';
export { logicLevels } from './netlist/levels';
export { parseNetlist } from './netlist/parse';
export { utilizationOf, type Utilization } from './netlist/utilization';
export { findTool, type Tool } from './tools/findTool';
export { run, tailOf, ToolFailure, type Finished, type RunOptions } from './tools/run';
export { type SynthesisJob, type SynthesizedModule } from './yosys/job';
export { synthesisKey } from './yosys/synthesisKey';
export { synthesizeModule, type SynthesisOptions } from './yosys/synthesizeModule';
export { flowOf, flows, type Flow } from './flows';
export { runHlsTestBench, type HlsTestBenchJob, type HlsTestBenchResult } from './hls/runHlsTestBench';
export { formatVectors, parseVectors } from './hls/vectorText';
export {
  locateVerilogMismatch,
  runVerilogSimulation,
  type VerilogSimulationJob,
  type VerilogSimulationResult,
} from './rtl/runVerilogSimulation';
export type { VerilogMismatch } from './rtl/verilogMismatch';
export { type VerilogSimulatorName } from './rtl/simulators';
export { type PortNames } from './gates/clockedLogic';
export {
  coverageShare,
  faultCoverage,
  type FaultCoverage,
  type FaultCoverageOptions,
} from './verification/faultCoverage';
export type { MismatchPlace } from './verification/firstWrongInstance';
export { locateMismatch } from './verification/locateMismatch';
export { estimatePower, type PowerConditions, type PowerEstimate } from './power/estimatePower';
export { toggleCounts, type NetToggles, type ToggleCounts } from './power/toggleCounts';
export { estimateTiming, type TimingEstimate } from './timing/estimateTiming';
export { locateRouter, type Router, type RouterPaths } from './nextpnr/locateRouter';
export { placeablePart, type PlaceablePart } from './nextpnr/placeableParts';
export { placeAndRoute, placementKey } from './nextpnr/placeAndRoute';
export { type Placement, type PlacementJob, type PlacementRun, type ResourceUse } from './nextpnr/placement';
export { runSerially } from './nextpnr/runSerially';
export { type SerialStimulus } from './nextpnr/serialProtocol';
export {
  parallelWrapperCycles,
  wrapDesign,
  type WrappedDesign,
  type Wrapper,
  type WrapperStyle,
} from './nextpnr/wrapper';
export { findBitstreamTools, type BitstreamTools } from './bitstream/bitstreamTools';
export { simulateBitstream, type BitstreamJob } from './bitstream/simulateBitstream';
