import { createHash } from 'node:crypto';
import { generateJets } from './generateJets';

const options = { count: 100, particles: 8, features: 3, seed: 1 } as const;
const digest = (x: Float32Array) =>
  createHash('sha256')
    .update(new Uint8Array(x.buffer, x.byteOffset, x.byteLength))
    .digest('hex');

describe('generateJets', () => {
  it('gives the same bytes on every machine: the digest of 1000 jets of 16 particles was recorded', () => {
    const { x } = generateJets({ count: 1000, particles: 16, features: 3, seed: 1 });
    expect(digest(x)).toBe('5dc015beaf6a07106994b33d91ad59bc76be9cb0ba79ee80cef6e3011af3d638');
  });

  it('has as many jets of each class, within one, for any count', () => {
    for (const count of [5, 13, 100]) {
      const { y } = generateJets({ ...options, count });
      const perClass = [0, 1, 2, 3, 4].map((label) => y.filter((each) => each === label).length);
      expect(Math.max(...perClass) - Math.min(...perClass)).toBeLessThanOrEqual(1);
      expect(perClass.reduce((sum, each) => sum + each)).toBe(count);
    }
  });

  it('fewer jets are the first of more', () => {
    const all = generateJets(options);
    for (const count of [1, 7, 64]) {
      const { x, y } = generateJets({ ...options, count });
      expect(x).toEqual(all.x.slice(0, count * 24));
      expect(y).toEqual(all.y.slice(0, count));
    }
  });

  it('fewer particles are the hardest of more', () => {
    const many = generateJets({ ...options, particles: 20 });
    const few = generateJets({ ...options, particles: 3 });
    for (let jet = 0; jet < options.count; jet++) {
      expect(few.x.slice(jet * 9, jet * 9 + 9)).toEqual(many.x.slice(jet * 60, jet * 60 + 9));
    }
  });

  it('sorts constituents by transverse momentum and fills up with zeros', () => {
    const { x } = generateJets({ ...options, particles: 150 });
    for (let jet = 0; jet < options.count; jet++) {
      const rows = Array.from({ length: 150 }, (_, rank) =>
        x.slice((jet * 150 + rank) * 3, (jet * 150 + rank + 1) * 3),
      );
      const momenta = rows.map(([pt]) => pt);
      expect(momenta).toEqual(momenta.toSorted((a, b) => b - a));
      const absent = rows.slice(momenta.indexOf(0));
      expect(absent.length).toBeGreaterThan(0);
      expect(absent.flatMap((row) => [...row]).every((value) => value === 0)).toBe(true);
    }
  });

  it('another seed gives other jets', () => {
    expect(generateJets({ ...options, seed: 2 }).x).not.toEqual(generateJets(options).x);
  });
});
