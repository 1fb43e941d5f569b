import { parallelCoordinates } from './parallel';

const axes = [
  { name: 'depth', values: ['1', '3'] },
  { name: 'width2', values: ['8', '16', '32'] },
];

test('a line runs from the place of each value to the next; a choice that is not there lies below its axis', () => {
  const { text } = parallelCoordinates(axes, [
    { style: 'strong', title: 'trial 1', places: [1, 0.5] },
    { style: 'faint', title: 'trial 2', places: [0, undefined] },
  ]);
  // Axes from 260 (bottom) up to 36, 110 apart from 60.
  expect(text).toContain('points="60,36 170,148"');
  expect(text).toContain('points="60,260 170,284"');
});

test('names of choices are escaped', () => {
  const { text } = parallelCoordinates(
    [...axes, { name: '<b>', values: [] }],
    [{ style: 'faint', title: '&', places: [0, 0, 0] }],
  );
  expect(text).not.toContain('<b>');
});

test('without networks a sentence is shown', () => {
  expect(parallelCoordinates(axes, []).text).toContain('Nothing to draw.');
});
