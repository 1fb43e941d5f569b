import type { Engine } from '../training/types';
import {
  describeActivations,
  describeAgreement,
  describeOutputs,
  describeRounding,
  describeWideRounding,
} from './contract/forward';
import { describeGradients, describeGradientsByHand, describeMasks } from './contract/gradients';
import { describeBatches, describeRefusals, describeSessions } from './contract/sessions';
import { describeAdam, describeTrainingState } from './contract/steps';

/** What every engine must do; its spec calls this with its name and factory. */
export function describeEngine(name: string, create: () => Engine): void {
  describe(`engine '${name}'`, () => {
    const engine = create();
    describe('forward', () => {
      describeActivations(engine);
      describeRounding(engine);
      describeWideRounding(engine);
      describeOutputs(engine);
      describeAgreement(engine);
    });
    describe('gradients', () => {
      describeGradientsByHand(engine);
      describeMasks(engine);
      describeGradients(engine);
    });
    describe('steps', () => {
      describeAdam(engine);
      describeTrainingState(engine);
      describeBatches(engine);
    });
    describe('sessions', () => {
      describeSessions(engine, create);
      describeRefusals(engine);
    });
  });
}
