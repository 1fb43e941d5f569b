import { decodeSafetensors, encodeSafetensors } from '@nx-codesign/ir';
import { formatVectors } from '@nx-codesign/flows';
import { vectorHex, type ElementPort } from '@nx-codesign/hardware';
import type { StageName } from '../config/stages';
import type { ArtefactReader } from '../artefacts/readFolder';
import type { Artefacts } from '../artefacts/writeFolder';

/** Stimuli and the integers that the interpreter expects. */
export interface Vectors {
  readonly count: number;
  /** `[count, inputs]` */
  readonly stimuli: Int32Array;
  /** `[count, outputs]` */
  readonly expected: Int32Array;
  /** Classes of the first vectors, which are the test samples. */
  readonly labels: Int32Array;
}

/**
 * `vectors.safetensors` for programs, `*.dat` (integers, a vector per line) for the C++ test bench and `*.hex`
 * (packed buses) for the Verilog test bench.
 */
export function vectorFiles(
  folder: string,
  { count, stimuli, expected, labels }: Vectors,
  ports: { readonly inputPorts: readonly ElementPort[]; readonly outputPorts: readonly ElementPort[] },
): Artefacts {
  const matrix = (data: Int32Array) => ({ dtype: 'I32' as const, shape: [count, data.length / count], data });
  return {
    [`${folder}/vectors.safetensors`]: encodeSafetensors({
      stimuli: matrix(stimuli),
      expected: matrix(expected),
      labels: { dtype: 'I32', shape: [labels.length], data: labels },
    }),
    [`${folder}/stimuli.dat`]: formatVectors(stimuli, stimuli.length / count),
    [`${folder}/expected.dat`]: formatVectors(expected, expected.length / count),
    [`${folder}/stimuli.hex`]: vectorHex(stimuli, ports.inputPorts),
    [`${folder}/expected.hex`]: vectorHex(expected, ports.outputPorts),
  };
}

/** Reads `vectors.safetensors`. */
export function readVectors(reader: ArtefactReader, stage: StageName, folder: string): Vectors {
  const tensors = decodeSafetensors(reader.bytes(stage, `${folder}/vectors.safetensors`));
  const integers = (name: string) => Int32Array.from(tensors[name].data);
  return {
    count: tensors['stimuli'].shape[0],
    stimuli: integers('stimuli'),
    expected: integers('expected'),
    labels: integers('labels'),
  };
}
