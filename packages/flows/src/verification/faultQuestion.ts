import type { Net } from '../netlist/netlist';
import { opposite, type Signal } from '../satisfiability/gateClauses';
import { negation, type Answer, type Literal } from '../satisfiability/solver';
import type { FaultSite, SignalGraph } from './signalGraph';
import { ConeLimit, type Moment, type UnrolledCone } from './unrolledCone';

/** Whether the fault's assignment can occur and, if there are moments, make a difference at one of them. */
export class FaultQuestion {
  private constructor(
    private readonly cone: UnrolledCone,
    private readonly assumptions: readonly Literal[],
  ) {}

  /** The answer itself if it needs no solver: no, or not known because the cone is too large. */
  static ask(
    cone: UnrolledCone,
    { logic }: SignalGraph,
    { site, moments }: { readonly site: FaultSite; readonly moments: readonly Moment[] },
  ): FaultQuestion | 'unsatisfiable' | 'unknown' {
    try {
      const active = logic.gateOf(site.output)!.inputs.map((net, v): Signal => {
        const signal = cone.signalOf({ net, cycle: 0 }, 'good');
        return (site.assignment >> v) & 1 ? signal : opposite(signal);
      });
      if (active.includes('zero')) return 'unsatisfiable';
      const seen = moments.map((moment) => cone.difference(moment));
      const literals = active.filter((signal) => signal !== 'one') as Literal[];
      if (moments.length === 0 || seen.includes('one')) return new FaultQuestion(cone, literals);
      const isSeen = 2 * cone.solver.variable();
      cone.solver.add([negation(isSeen), ...(seen.filter((signal) => signal !== 'zero') as Literal[])]);
      return new FaultQuestion(cone, [...literals, isSeen]);
    } catch (error) {
      if (error instanceof ConeLimit) return 'unknown';
      throw error;
    }
  }

  answer(conflicts: number): Answer {
    return this.cone.solver.solve(this.assumptions, { conflicts });
  }

  /** Lets the solver begin with the values that the design has for given input bits. */
  beginWith(bitOf: (net: Net) => 0 | 1): void {
    const { inputs, solver } = this.cone;
    solver.solve(
      inputs.map(({ net, variable }) => 2 * variable + 1 - bitOf(net)),
      { conflicts: 0 },
    );
  }

  inputBits(): Map<Net, 0 | 1> {
    return new Map(this.cone.inputs.map(({ net, variable }) => [net, this.cone.solver.value(variable)]));
  }
}
