import { clockedLogic, type PortNames } from '../gates/clockedLogic';
import { spreadFaults, type LutFault } from '../gates/faults';
import type { LogicPart } from '../gates/logicParts';
import { createGateSimulator } from '../gates/simulator';
import type { Stimulus } from '../gates/stimulus';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Netlist } from '../netlist/netlist';
import { simulateFaults } from './faultSimulation';
import { joined, searchVectors, usualEffort, type FaultEffort } from './vectorSearch';

export interface FaultCoverage {
  /** Flipped LUT digits that were tried. */
  readonly faults: number;
  /** Of these, how many changed a result of at least one given vector. */
  readonly caught: number;
  /** How many more the added vectors reveal. */
  readonly caughtByAdded: number;
  /** How many no vector can reveal, which is proven. */
  readonly unrevealable: number;
  /** The others: no vector was found, and no proof that there is none. */
  readonly unknown: readonly { readonly cell: string; readonly assignment: number }[];
  /** `[count, inputs]` vectors that reveal what the given ones did not. */
  readonly added: { readonly inputs: Int32Array; readonly count: number };
}

export interface FaultCoverageOptions extends PortNames {
  /** Flipped digits to try, spread over the design. */
  readonly faults: number;
  /** What is spent on each fault that the given vectors do not reveal. */
  readonly effort?: Partial<FaultEffort>;
}

/** Caught faults in those that can be: `undefined` if there are none. A fault that nothing is known of counts as missed. */
export function coverageShare(
  coverage: Pick<FaultCoverage, 'faults' | 'caught' | 'caughtByAdded' | 'unrevealable'>,
): number | undefined {
  const { faults, caught, caughtByAdded, unrevealable } = coverage;
  const revealable = faults - unrevealable;
  return revealable === 0 ? undefined : (caught + caughtByAdded) / revealable;
}

/**
 * How many single flipped LUT digits a set of vectors catches: the quality of the set, not of the design. For each fault
 * that the vectors miss, it looks for a vector that reveals it (first among candidates, then by satisfiability), or for a
 * proof that there is none. The same in every run.
 */
export function faultCoverage(
  netlist: Netlist | MappedDesign,
  stimulus: Stimulus,
  { faults: wanted, effort, ...names }: FaultCoverageOptions,
): FaultCoverage {
  const design = clockedLogic(netlist, names);
  const simulator = createGateSimulator(netlist, names);
  const firstRevealing = (inputs: Int32Array, faults: readonly LutFault[]): readonly number[] => {
    const count = Math.round((inputs.length * stimulus.count) / stimulus.inputs.length);
    const each = { ...stimulus, inputs, count };
    return simulateFaults(design, { stimulus: each, results: simulator.run(each) }, faults);
  };
  const all = spreadFaults(design.parts, wanted);
  const first = firstRevealing(stimulus.inputs, all);
  const missed = all.filter((_, index) => first[index] < 0);
  const found = searchVectors(missed, {
    effort: { ...usualEffort, ...effort },
    ...{ design, stimulus, firstRevealing },
  });
  return {
    ...{ faults: all.length, caught: all.length - missed.length, caughtByAdded: found.revealed.length },
    unrevealable: found.unrevealable,
    unknown: found.open.map((fault) => ({
      cell: cellName(netlist, design.parts[fault.part], fault),
      assignment: fault.assignment,
    })),
    added: { inputs: joined(found.vectors), count: found.vectors.length },
  };
}

/** The name of a fault's cell, after that of its instance. */
function cellName(
  netlist: Netlist | MappedDesign,
  { logic, instances }: LogicPart,
  { part, instance, gate }: LutFault,
): string {
  const index = logic.gates[gate].cell;
  if ('cells' in netlist) return netlist.cells[index].name;
  const module = netlist.modules.find(({ name }) => name === logic.name);
  if (part === 0 || module === undefined) return `${logic.name} cell ${index}`;
  return `${instances[instance].name}.${module.cells[index].name}`;
}
