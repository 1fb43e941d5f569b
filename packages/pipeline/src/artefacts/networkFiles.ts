import { readNetwork, writeNetwork, type Network, type Weights } from '@nx-codesign/ir';
import type { StepName } from '../config/stages';
import type { ArtefactReader } from './readFolder';
import type { Artefacts } from './writeFolder';

/** A network and the values of its weights. */
export interface Model {
  readonly network: Network;
  readonly weights: Weights;
}

/** `network.json` and `weights.safetensors` under `folder`. */
export function modelFiles(folder: string, { network, weights }: Model): Artefacts {
  const files = writeNetwork(network, weights);
  return {
    [`${folder}/network.json`]: files['network.json'],
    [`${folder}/weights.safetensors`]: files['weights.safetensors'],
  };
}

/** Reads what `modelFiles` wrote. */
export function readModel(reader: ArtefactReader, stage: StepName, folder: string): Model {
  return readNetwork(
    reader.text(stage, `${folder}/network.json`),
    reader.bytes(stage, `${folder}/weights.safetensors`),
  );
}
