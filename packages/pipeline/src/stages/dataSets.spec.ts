import type { DataSetDescription } from '@nx-codesign/train';
import { frameOf } from './dataSets';

describe('frameOf', () => {
  const inputFormat = { signed: false, integer: 0, fraction: 4 };
  const described = (part: object) =>
    ({ inputShape: [4, 4], inputFormat, ...part }) as Partial<DataSetDescription> as DataSetDescription;

  test('the number of classes is the number of outputs', () => {
    expect(frameOf(described({ classes: 3 }))).toEqual({ inputShape: [4, 4], inputFormat, classes: 3 });
  });

  test('a data set without it is an error, not one class', () => {
    expect(() => frameOf(described({}))).toThrow(expect.objectContaining({ code: 'dataset.classes' }));
  });
});
