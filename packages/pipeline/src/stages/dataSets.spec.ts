import type { DataSetDescription } from '@nx-codesign/train';
import { frameOf } from './dataSets';

describe('frameOf', () => {
  const inputFormat = { signed: false, integer: 0, fraction: 4 };
  const described = (part: object) =>
    ({ inputShape: [4, 4], inputFormat, ...part }) as Partial<DataSetDescription> as DataSetDescription;

  test('the number of classes is the number of outputs', () => {
    expect(frameOf(described({ task: 'classification', classes: 3 }))).toEqual({
      task: 'classification',
      inputShape: [4, 4],
      inputFormat,
      outputs: 3,
    });
  });

  test('a regression has as many outputs as targets', () => {
    expect(frameOf(described({ task: 'regression', outputs: 2 }))).toMatchObject({
      task: 'regression',
      outputs: 2,
    });
  });

  test('a data set without them is an error, not one output', () => {
    expect(() => frameOf(described({}))).toThrow(expect.objectContaining({ code: 'dataset.outputs' }));
  });
});
