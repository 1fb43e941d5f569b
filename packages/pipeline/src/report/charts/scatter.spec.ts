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

  test('sets the label of a point that would lie on another a line above it, or below where the chart ends', () => {
    const points = [
      { x: 0, y: 0, title: '' },
      { x: 10, y: 5, title: '', label: 'one' },
      { x: 10, y: 5, title: '', label: 'two' },
      { x: 5, y: 5, title: '', label: 'far' },
      { x: 10, y: 0, title: '', label: 'low' },
      { x: 10, y: 0, title: '', label: 'next' },
    ];
    const { text } = scatter([{ name: 'a', style: 'accent', points }], labels);
    const bases = [...text.matchAll(/y="([\d.]+)"[^>]*>(one|two|far|low|next)</g)].map(([, y, label]) => [
      label,
      Number(y),
    ]);
    // The points of y 5 lie at 16, at the top, those of 0 at 288; a label stands 9 above its point or 18 below, a line has 14.
    expect(bases).toEqual([
      ['far', 7],
      ['one', 7],
      ['two', 34],
      ['low', 279],
      ['next', 265],
    ]);
  });

  test('says so where there is nothing to draw', () => {
    expect(scatter([{ name: 'a', style: 'faint', points: [] }], labels).text).toContain('Nothing to draw');
  });
});
