import { html, type Html } from './html.ts';

/** Returns a script element that holds `data` as JSON, which cannot end the element. */
export function jsonScript(id: string, data: unknown): Html {
  const json: Html = { markup: JSON.stringify(data).replaceAll('<', String.raw`\u003c`) };
  return html`<script type="application/json" id="${id}">${json}</script>`;
}
