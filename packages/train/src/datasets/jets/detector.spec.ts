import { detect } from './detector';
import type { FourVector } from './particle';
import { createPortableMath } from '../../engines/wasm';
import { randomStreams } from '../random';

const alongX = (e: number): FourVector => ({ e, x: e, y: 0, z: 0 });
const random = () => randomStreams(6, createPortableMath()).next().value;

describe('detect', () => {
  it('does not see particles below half a GeV, nor beyond the radius of 0.8', () => {
    const beside = (phi: number) => ({ e: 50, x: 50 * Math.cos(phi), y: 50 * Math.sin(phi), z: 0 });
    expect(
      detect([alongX(0.05), beside(1.2), beside(-2), { e: 50, x: 1, y: 0, z: 49.99 }], random()),
    ).toEqual([]);
    expect(detect([alongX(50), beside(0.5)], random())).toHaveLength(2);
  });

  it('keeps the mean momentum and widens it by the resolutions: at 100 GeV 4.7 % in all (seed 6)', () => {
    const seen = detect(new Array<FourVector>(20_000).fill(alongX(100)), random()).map(({ pt }) => pt);
    const mean = seen.reduce((sum, pt) => sum + pt, 0) / seen.length;
    const variance = seen.reduce((sum, pt) => sum + (pt - mean) ** 2, 0) / seen.length;
    // Shares times squares of 1.80 %, 0.41 % and 14.2 %: 0.65 x 3.25 + 0.25 x 0.17 + 0.1 x 202 = 22.4 (%^2), 4.7 %.
    expect(mean).toBeCloseTo(100, 0);
    expect(Math.sqrt(variance)).toBeGreaterThan(4.4);
    expect(Math.sqrt(variance)).toBeLessThan(5.1);
  });

  it('blurs angles least for charged particles: seven of ten angles move by less than 0.002 (seed 6)', () => {
    const moved = detect(new Array<FourVector>(20_000).fill(alongX(100)), random()).map(({ eta }) =>
      Math.abs(eta),
    );
    const share = moved.filter((angle) => angle < 0.002).length / moved.length;
    // 0.65 x 95 % of the tracks, 0.25 x 31 % of the photons, 0.1 x 6 % of the neutral hadrons.
    expect(share).toBeGreaterThan(0.68);
    expect(share).toBeLessThan(0.73);
  });
});
