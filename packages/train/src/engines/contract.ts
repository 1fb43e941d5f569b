import type { Engine } from '../training/types';
import { describeForward } from './contract/forward';
import { describeGradients } from './contract/gradients';
import { describeSessions } from './contract/sessions';
import { describeSteps } from './contract/steps';

/** What every engine must do; its spec calls this with its name and factory. */
export function describeEngine(name: string, create: () => Engine): void {
  describe(`engine '${name}'`, () => {
    describeForward(create);
    describeGradients(create);
    describeSteps(create);
    describeSessions(create);
  });
}
