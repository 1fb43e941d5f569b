import type { Engine } from '../training/types';
import { describeChunks } from './contract/chunks';
import {
  describeActivations,
  describeAgreement,
  describeOutputs,
  describeRounding,
  describeWideRounding,
} from './contract/forward';
import { describeGradients, describeMasks } from './contract/gradients';
import {
  describeGradientsByHand,
  describeJoinedGradientsByHand,
  describeLossesByHand,
  describeSharedGradientsByHand,
} from './contract/gradientsByHand';
import { describeLayersByHand } from './contract/layers';
import { describeMasksOfWeights, describeOptimisers, describeStates } from './contract/optimisers';
import type { EnginePromises } from './contract/promises';
import { describeBatches, describeRefusals, describeSessions } from './contract/sessions';
import { describeAdam, describeTrainingState } from './contract/steps';

export type { EnginePromises };

/** What every engine must do; its spec calls this with its name and factory, and what it promises less than all. */
export function describeEngine(
  name: string,
  create: () => Engine,
  promises: EnginePromises = { sameBits: true, share: 1 },
): void {
  describe(`engine '${name}'`, () => {
    const engine = create();
    describe('forward', () => {
      describeActivations(engine);
      describeLayersByHand(engine);
      describeRounding(engine);
      describeWideRounding(engine);
      describeOutputs(engine, promises);
      describeAgreement(engine, promises);
    });
    describe('gradients', () => {
      describeGradientsByHand(engine);
      describeLossesByHand(engine);
      describeSharedGradientsByHand(engine);
      describeJoinedGradientsByHand(engine);
      describeMasks(engine);
      describeGradients(engine, promises);
      describeChunks(engine);
    });
    describe('steps', () => {
      describeAdam(engine);
      describeOptimisers(engine);
      describeMasksOfWeights(engine);
      describeTrainingState(engine);
      describeBatches(engine, promises);
      describeStates(engine, promises);
    });
    describe('sessions', () => {
      describeSessions(engine, create, promises);
      describeRefusals(engine);
    });
  });
}
