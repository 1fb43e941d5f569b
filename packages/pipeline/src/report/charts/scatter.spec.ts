import { scatter } from './scatter';

const labels = { x: 'cost', y: 'accuracy', formatX: String, formatY: String };

describe('a scatter chart', () => {
  test('draws one circle per point with its title, escaped', () => {
    const chart = scatter(
      [{ name: 'front', style: 'strong', points: [1, 2, 3].map((x) => ({ x, y: x, title: `<${x}>` })) }],
      labels,
    ).text;
    expect(chart.match(/<circle/g)).toHaveLength(3);
    expect(chart).toContain('<title>&lt;2&gt;</title>');
  });

  test('joins the points of a series only where it is asked to', () => {
    const points = [0, 1].map((x) => ({ x, y: x, title: '' }));
    const joined = scatter([{ name: 'a', style: 'strong', points, line: 'joined' }], labels).text;
    expect(joined).toContain('<polyline points="64,288 700,16"');
    expect(scatter([{ name: 'a', style: 'strong', points }], labels).text).not.toContain('polyline');
  });

  test('says so where there is nothing to draw', () => {
    expect(scatter([{ name: 'a', style: 'faint', points: [] }], labels).text).toContain('Nothing to draw');
  });
});
