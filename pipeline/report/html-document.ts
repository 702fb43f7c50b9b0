import { createHash } from 'node:crypto';
import { html, type Html } from './html.ts';

/** What a page is made of. */
export interface HtmlDocument {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** What comes before the script. */
  readonly body: Html;
  /** Where media may come from, in the words of a content security policy; absent: nowhere. */
  readonly media?: string | undefined;
}

/** Returns a page as HTML. It loads nothing, and its policy forbids everything but the style and script in it. */
export function htmlDocument({ title, style, script, body, media }: HtmlDocument): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy({ style, script, media })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${body}
<script type="module">${raw(script)}</script>
</body>
</html>
`.markup;
}

function policy({ style, script, media }: Pick<HtmlDocument, 'style' | 'script' | 'media'>): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; ${media === undefined ? '' : `media-src ${media}; `}base-uri 'none'; form-action 'none'`;
}

/** Text that is ours. */
function raw(markup: string): Html {
  return { markup };
}
