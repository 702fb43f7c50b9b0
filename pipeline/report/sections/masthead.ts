import { html, type Html } from '../html.ts';

/** What stands at the top of a page. */
export interface Masthead {
  /** What kind of page it is: `'report'`. */
  readonly kind: string;
  readonly title: string;
  readonly facts: readonly string[];
}

/** Returns the head of a page, with the buttons for light and dark and for printing. */
export function masthead({ kind, title, facts }: Masthead): Html {
  return html`
    <header class="masthead">
      <p class="brand">affekt <span>${kind}</span></p>
      <div class="tools">
        <button type="button" id="theme" aria-label="Switch between light and dark">Light / dark</button>
        <button type="button" id="print">Print</button>
      </div>
      <h1>${title}</h1>
      <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
    </header>
  `;
}
