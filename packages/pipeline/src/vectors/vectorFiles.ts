import { decodeSafetensors, encodeSafetensors, type SafeTensor } from '@nx-codesign/ir';
import { formatVectors } from '@nx-codesign/flows';
import { stimuliHex, vectorHex, type DesignDescription } from '@nx-codesign/hardware';
import { isLabels, type Targets } from '@nx-codesign/train';
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
  /** Classes or targets of the first vectors, which are the test samples. */
  readonly answers: Targets;
}

/**
 * `vectors.safetensors` for programs, `*.dat` (integers, a vector per line) for the C++ test bench and `*.hex`
 * (packed buses, of stimuli one line per beat) for the Verilog test bench.
 */
export function vectorFiles(
  folder: string,
  { count, stimuli, expected, answers }: Vectors,
  design: Pick<DesignDescription, 'inputPorts' | 'outputPorts' | 'beats'>,
): Artefacts {
  const matrix = (data: Int32Array) => ({ dtype: 'I32' as const, shape: [count, data.length / count], data });
  return {
    [`${folder}/vectors.safetensors`]: encodeSafetensors({
      stimuli: matrix(stimuli),
      expected: matrix(expected),
      ...answerTensor(answers, expected.length / count),
    }),
    [`${folder}/stimuli.dat`]: formatVectors(stimuli, stimuli.length / count),
    [`${folder}/expected.dat`]: formatVectors(expected, expected.length / count),
    [`${folder}/stimuli.hex`]: stimuliHex(stimuli, design),
    [`${folder}/expected.hex`]: vectorHex(expected, design.outputPorts),
  };
}

function answerTensor(answers: Targets, outputs: number): Record<string, SafeTensor> {
  if (isLabels(answers)) return { labels: { dtype: 'I32', shape: [answers.length], data: answers } };
  return { targets: { dtype: 'F32', shape: [answers.length / outputs, outputs], data: answers } };
}

/** Reads `vectors.safetensors`. */
export function readVectors(reader: ArtefactReader, stage: StageName, folder: string): Vectors {
  const tensors = decodeSafetensors(reader.bytes(stage, `${folder}/vectors.safetensors`));
  const integers = (name: string) => Int32Array.from(tensors[name].data);
  return {
    count: tensors['stimuli'].shape[0],
    stimuli: integers('stimuli'),
    expected: integers('expected'),
    answers: 'labels' in tensors ? integers('labels') : Float32Array.from(tensors['targets'].data),
  };
}
