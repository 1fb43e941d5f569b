import { placeText } from './synthesizeVariant';

const place = {
  ...{ vector: 7, cycle: 12, layers: ['phi1', 'relu1'], position: [3], instance: 'layer_phi1_3', element: 5 },
  ...{ bits: [2], expected: 9, actual: 13 },
};

describe('the text of a mismatch', () => {
  test('names layer, position, instance, neuron, bit, cycle and both values', () => {
    expect(placeText(place)).toBe(
      '. It goes wrong in layer phi1, relu1 at position 3 (instance layer_phi1_3), neuron 5, bit 2, ' +
        "12 cycles after the vector's first: expected 9, got 13",
    );
  });

  test('tells a register that is missing or too many, and more bits than one', () => {
    expect(placeText({ ...place, position: [], bits: [0, 4], early: 1 })).toMatch(
      /layer phi1, relu1 \(instance layer_phi1_3\), neuron 5, bits 0, 4,.*a cycle early, as if a register were missing$/,
    );
    expect(placeText({ ...place, early: -1 })).toMatch(/a cycle late, as if there were a register too many$/);
  });
});
