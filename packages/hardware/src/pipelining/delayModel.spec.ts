import { delayModels } from './delayModel';

describe('delayModels', () => {
  it.each(Object.entries(delayModels))(
    '%s lies in the middle of its spread, where it has one',
    (_name, model) => {
      const { short, long } = model.spread ?? { short: model, long: model };
      expect(model.lutNs).toBeCloseTo((short.lutNs + long.lutNs) / 2, 9);
      expect(model.netNs).toBeCloseTo((short.netNs + long.netNs) / 2, 9);
    },
  );
});
