import { evaluateGraph } from '../adderGraph/evaluateGraph';
import type { Design } from './design';

/**
 * What a design computes, by its adder graphs and without time: `x: [count, inputs]` integers gives
 * `[count, outputs]`. Throws `hardware.outOfBounds` if an input element is outside its bounds.
 */
export function evaluateDesign(design: Design, x: Int32Array, count: number): Int32Array {
  const inputs = design.inputPorts.length;
  const outputs = design.outputPorts.length;
  const y = new Int32Array(count * outputs);
  for (let vector = 0; vector < count; vector++) {
    const value = design.modules.reduce(
      (values, { graph }) => evaluateGraph(graph, values),
      Array.from(x.subarray(vector * inputs, (vector + 1) * inputs)),
    );
    y.set(value, vector * outputs);
  }
  return y;
}
