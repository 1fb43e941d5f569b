import { evaluateGraph } from '../adderGraph/evaluateGraph';
import type { Design, ElementSource } from './design';

/**
 * What a design computes, by its adder graphs and without time: `x: [count, inputs]` integers gives
 * `[count, outputs]`. Throws `hardware.outOfBounds` if an input element is outside its bounds.
 */
export function evaluateDesign(design: Design, x: Int32Array, count: number): Int32Array {
  const inputs = design.inputPorts.length;
  const outputs = design.outputPorts.length;
  const y = new Int32Array(count * outputs);
  for (let vector = 0; vector < count; vector++) {
    const values = evaluateVector(design, Array.from(x.subarray(vector * inputs, (vector + 1) * inputs)));
    y.set(values, vector * outputs);
  }
  return y;
}

function evaluateVector({ modules, instances, outputs }: Design, x: readonly number[]): number[] {
  const results: (readonly number[])[] = [];
  const read = (source: ElementSource): number => {
    if ('constant' in source) {
      return source.constant;
    }
    return (source.instance === undefined ? x : results[source.instance])[source.element];
  };
  for (const { module, inputs } of instances) {
    results.push(evaluateGraph(modules[module].graph, inputs.map(read)));
  }
  return outputs.map(read);
}
