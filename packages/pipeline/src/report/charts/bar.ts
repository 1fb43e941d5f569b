import { html, type Html } from '../html';

/** A share of a whole as a bar with its figure; at least a hair wide, so that a small share is seen. */
export function shareBar(used: number, available: number): Html {
  const share = used / available;
  const width = Math.min(100, Math.max(0.5, share * 100));
  return html`<span class="bar"><span style="width:${width.toFixed(2)}%"></span></span>
    ${(share * 100).toFixed(2)} %`;
}
