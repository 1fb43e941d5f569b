import type { ClockedLogic } from '../gates/clockedLogic';
import type { LutFault } from '../gates/faults';
import type { InputStimulus } from '../gates/stimulus';
import { ActivationDistance } from './activationDistance';
import { inputRanges } from './candidateVectors';
import { carryChains } from './carryChains';
import { climbToFault, type ClimbLimits } from './climb';
import { coneLanes, LaneCone } from './laneCone';
import type { SignalGraph } from './signalGraph';

/** By fault: vectors that give its LUT's inputs the fault's assignment, found by climbing. */
export function activatingVectors(
  faults: readonly LutFault[],
  {
    design,
    stimulus,
    graph,
  }: { readonly design: ClockedLogic; readonly stimulus: InputStimulus; readonly graph: SignalGraph },
  limits: ClimbLimits,
): Int32Array[][] {
  if (faults.length === 0 || limits.steps === 0) return faults.map(() => []);
  const sites = faults.map((fault) => graph.siteOf(design, fault));
  const chains = carryChains(design, graph.logic);
  const vectors = new Int32Array(coneLanes * inputRanges(stimulus).length);
  const nets = sites.flatMap(({ output }) => graph.logic.gateOf(output)!.inputs);
  const cone = new LaneCone(design, { graph, chains, nets }, { stimulus, vectors });
  const distance = new ActivationDistance(graph, chains, cone);
  return sites.map((site) => climbToFault(site, { stimulus, cone, distance, vectors }, limits));
}
