import { createPortableMath } from '../engines/wasm';
import { schedules } from './schedule';

const math = createPortableMath();

describe('schedules', () => {
  it.each([
    { schedule: 'constant', progress: 0.9, share: 1, why: 'always the whole rate' },
    { schedule: 'cosine', progress: 0, share: 1, why: 'starts at the top' },
    { schedule: 'cosine', progress: 1 / 3, share: 0.75, why: '(1 + cos 60 degrees) / 2' },
    { schedule: 'cosine', progress: 1, share: 0, why: 'ends at nothing' },
    { schedule: 'oneCycle', progress: 0, share: 1 / 25, why: 'starts at a 25th' },
    { schedule: 'oneCycle', progress: 0.15, share: (1 + 1 / 25) / 2, why: 'half way up after half the rise' },
    { schedule: 'oneCycle', progress: 0.3, share: 1, why: 'is up after 30 %' },
    { schedule: 'oneCycle', progress: 0.65, share: (1 + 4e-6) / 2, why: 'half way down' },
    { schedule: 'oneCycle', progress: 1, share: 4e-6, why: 'ends at a 25th of a 10,000th' },
  ] as const)('$schedule at $progress: $why', ({ schedule, progress, share }) => {
    expect(schedules[schedule](progress, math)).toBeCloseTo(share, 12);
  });
});
