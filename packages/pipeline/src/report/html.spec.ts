import { Html, html } from './html';

describe('html pieces', () => {
  test.each([
    {
      value: '<b>&"',
      text: '&lt;b&gt;&amp;&quot;',
      why: 'text from a config or a file cannot become markup',
    },
    { value: 3.5, text: '3.5', why: 'numbers as they are' },
    { value: undefined, text: '', why: 'a missing piece is nothing, not the word undefined' },
    { value: new Html('<i>a</i>'), text: '<i>a</i>', why: 'a piece of HTML is not escaped again' },
    {
      value: [html`<i>${1}</i>`, html`<i>${'&'}</i>`],
      text: '<i>1</i>\n<i>&amp;</i>',
      why: 'lists in order',
    },
  ])('$why', ({ value, text }) => {
    expect(html`<p>${value}</p>`.text).toBe(`<p>${text}</p>`);
  });
});
