import { bestUniform, cheapestAsAccurate } from './goals';

const reached = (name: string, accuracy: number, ebops: number) => ({ name, accuracy, ebops });
const uniform = [reached('w8', 0.9, 800), reached('w6', 0.895, 400), reached('w4', 0.88, 200)];

describe('goals', () => {
  it('compare with the cheapest uniform network within a point of float', () => {
    expect(bestUniform(uniform, 0.9).name).toBe('w6');
    expect(bestUniform(uniform, 0.889).name).toBe('w4');
  });

  it('compare with the most accurate one where all lose more', () => {
    expect(bestUniform(uniform, 0.95).name).toBe('w8');
  });

  it('look for the cheapest network that is at least as accurate', () => {
    const learned = [reached('a', 0.897, 300), reached('b', 0.895, 150), reached('c', 0.894, 100)];
    expect(cheapestAsAccurate(learned, uniform[1])?.name).toBe('b');
    expect(cheapestAsAccurate(learned, uniform[0])).toBeUndefined();
  });
});
