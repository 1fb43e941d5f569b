import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { randomLayers } from '../__fixtures__/randomLayers';
import { buildDesign } from '../design/buildDesign';
import { delayModels } from '../pipelining/delayModel';
import { outlineProgram } from './outlineProgram';

const timing = { model: delayModels.xcup, clockPeriodNs: 2 };
const part = 'xcvu13p-flga2577-2-e';

describe('the outline of a program', () => {
  it('has a group per module of the built design, with as many instances, and its registers between (seeds 1 to 8)', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const program = randomLayers(seed);
      const { modules, instances, delayBits } = buildDesign(program, { part, clockPeriodNs: 2 });
      const outline = outlineProgram(program, timing);
      expect(outline.groups.map((group) => group.instances)).toEqual(
        modules.map((_, index) => instances.filter(({ module }) => module === index).length),
      );
      const cycles = (list: readonly { latencyCycles: number }[]): number[] =>
        list.map(({ latencyCycles }) => latencyCycles);
      // What waits for others is known exactly where no module has another depth.
      if (cycles(modules).join() === cycles(outline.groups).join()) {
        expect(Math.abs(outline.delayBits - delayBits)).toBeLessThanOrEqual(0.1 * delayBits);
      }
    }
  });

  it('leaves out what nothing reads: weights of zero, and the layer before that they read alone', () => {
    const steps: ChainStep[] = [
      { kind: 'matvec', layer: 'a', inputs: 2, outputs: 2, data: [3, 5, 5, 3] },
      { kind: 'matvec', layer: 'b', inputs: 2, outputs: 1, data: [1, 0] },
    ];
    const program = chainProgram(
      'net',
      [0, 1].map(() => ({ low: 0, high: 15 })),
      steps,
    );
    const [first, second] = outlineProgram(program, timing).groups;
    // 3 x + 5 y of 4 bits is 0 ... 120: 7 bits; the other result is not there, and the second layer is a wire.
    expect(first.outputBits).toBe(7);
    expect(second).toMatchObject({ adderBits: 0, outputBits: 7, latencyCycles: 1 });
  });
});
