import { join } from 'node:path';
import { interpret } from '@nx-codesign/ir';
import { startLineProcess } from '../contenders/lineProcess';
import { programOf, vectorsOf, type DenseLayer } from './layers';

const script = join(__dirname, '..', '..', 'peers', 'adder_graphs.py');
/** Vectors on which da4ml's layer has to compute what the interpreter does. */
const checkedVectors = 64;

export interface PeerLayer {
  /** Verilog, without a file of mapped adders. */
  readonly files: Readonly<Record<string, string>>;
  /** CPU time of its optimiser. */
  readonly seconds: number;
}

export interface AdderGraphPeer {
  readonly version: string;
  /** Rejects if what da4ml made computes something else. */
  compile(layer: DenseLayer): Promise<PeerLayer>;
  close(): void;
}

/** da4ml in a process of its own. */
export async function startAdderGraphPeer(python: string): Promise<AdderGraphPeer> {
  const line = startLineProcess({ command: python, args: [script], environment: { OMP_NUM_THREADS: '1' } });
  const { version } = await line.ask<{ version: string }>({ ask: 'version' });
  return {
    version,
    async compile(layer) {
      const { name, inputs, outputs, low, high, kernel, bias, output } = layer;
      const x = vectorsOf(layer, checkedVectors);
      const y = interpret(programOf(layer), x, checkedVectors);
      const { agrees, ...made } = await line.ask<PeerLayer & { agrees: boolean }>({
        ...{ ask: 'layer', name, shape: [inputs, outputs], low, high, kernel, bias, output },
        ...{ x: rows([...x], inputs), y: rows([...y], outputs) },
      });
      if (!agrees) throw new Error(`da4ml's ${name} does not compute the layer: the comparison is void.`);
      return made;
    },
    close: () => line.close(),
  };
}

function rows(values: readonly number[], length: number): number[][] {
  return Array.from({ length: values.length / length }, (_, i) => values.slice(i * length, (i + 1) * length));
}
