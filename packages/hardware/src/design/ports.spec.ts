import { busWidth, packPorts } from './ports';

describe('packPorts', () => {
  it('lays elements side by side and gives constant zeros no bits', () => {
    const ports = packPorts({ low: [0, 0, -4], high: [3, 0, 3], fraction: 2 });
    expect(ports.map(({ offset, width }) => [offset, width])).toEqual([
      [0, 2],
      [2, 0],
      [2, 3],
    ]);
    expect(busWidth(ports)).toBe(5);
  });
});
