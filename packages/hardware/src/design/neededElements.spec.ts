import { chainProgram } from '../__fixtures__/chainProgram';
import { neededElements } from './neededElements';

describe('neededElements', () => {
  it('leaves out what only zero weights or unneeded units read, through all layers', () => {
    const program = chainProgram(
      'net',
      [0, 1, 2].map(() => ({ low: 0, high: 3 })),
      [
        { kind: 'matvec', layer: 'a', inputs: 3, outputs: 2, data: [1, 0, 0, 1, 0, 0] },
        { kind: 'relu', layer: 'r' },
        { kind: 'matvec', layer: 'b', inputs: 2, outputs: 1, data: [1, 0] },
      ],
    );
    expect(neededElements(program)).toEqual([[true, false, false], [true, false], [true, false], [true]]);
  });

  it('needs nothing for an element that is constant', () => {
    const program = chainProgram(
      'net',
      [{ low: 0, high: 3 }],
      [
        { kind: 'matvec', layer: 'a', inputs: 1, outputs: 1, data: [1] },
        { kind: 'quantize', layer: 'q', shift: 2, round: 'floor', minimum: 0, maximum: 7 },
      ],
    );
    expect(neededElements(program)).toEqual([[false], [false], [false]]);
  });
});
