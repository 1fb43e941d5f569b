import { describeFlow } from './contract';
import { testWith } from '../../../tools/testing/testWith';
import { flowOf, flows } from './flows';

describe('flowOf', () => {
  it('gives each flow by its name', () => {
    for (const name of Object.keys(flows)) expect(flowOf(name).name).toBe(name);
  });

  it.each([
    ['yosis', /Did you mean 'yosys'/],
    ['toString', /Allowed: yosys/],
  ])('refuses %s and says what there is', (name, message) => {
    expect(() => flowOf(name)).toThrow(
      expect.objectContaining({ code: 'flows.unknownFlow', message: expect.stringMatching(message) }),
    );
  });
});

describeFlow(flows['yosys']);
describeFlow(flows['yosys-native'], testWith('yosys'));
