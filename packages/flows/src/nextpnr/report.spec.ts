import { parseReport } from './report';

const segment = (type: string, delay: number) => ({ type, delay });

describe('parseReport', () => {
  it('takes the slowest clock, the used resources and the longest clocked path', () => {
    const clock = 'posedge clk';
    const text = JSON.stringify({
      fmax: { clk: { achieved: 172.5351, constraint: 166 }, other: { achieved: 200, constraint: 166 } },
      utilization: { ICESTORM_LC: { used: 3, available: 7680 }, ICESTORM_RAM: { used: 0, available: 32 } },
      critical_paths: [
        { from: '<async>', to: clock, path: [segment('routing', 9)] },
        { from: clock, to: clock, path: [segment('clk-to-q', 0.5400000214576721)] },
        { from: clock, to: clock, path: [segment('clk-to-q', 0.54), segment('routing', 1.2)] },
      ],
    });
    expect(parseReport(text)).toEqual({
      maxFrequencyMHz: 172.54,
      resources: { ICESTORM_LC: { used: 3, available: 7680 } },
      criticalPath: [
        { kind: 'clk-to-q', delayNs: 0.54 },
        { kind: 'routing', delayNs: 1.2 },
      ],
    });
  });

  it('refuses a report without a clock', () => {
    expect(() => parseReport('{"fmax":{}}')).toThrow(expect.objectContaining({ code: 'flows.badReport' }));
  });
});
