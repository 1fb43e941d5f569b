import { foldBatchNorm } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Job } from './job';

/** A float network with its batch norm folded into the linear layers before it. */
export const foldModel: Job<Model, Model> = ({ network, weights }) => foldBatchNorm(network, weights);
