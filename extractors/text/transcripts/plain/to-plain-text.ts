import { decodeEntities } from './decode-entities.ts';

/** Anything that looks like a tag. */
const ANY_TAG = /<\/?[a-z][^<>]*>/gi;
/** Tags of HTML that tables and recognisers' texts bring along; `<laugh>` is none. */
const HTML_TAG = /<\/?(?:a|b|br|c|div|em|font|i|img|p|s|script|small|span|strong|style|sub|sup|u)(?:\s[^<>]*)?\/?>/gi;
/** What one line of tidy text does not have. */
const UNTIDY = /[^\S ]|\p{Cc}|^ | $| {2}/u;
/** Position and style of SubStation Alpha inside SubRip: `{\an8}`. */
const OVERRIDE = /\{\\[^{}]*\}/g;

/** Returns plain text of marked-up text: without tags, references to characters resolved. What was `&lt;b&gt;` is the text `<b>` then, and no markup. */
export function toPlainText(markup: string, tags: 'any' | 'html'): string {
  const bare = markup.includes('<') ? markup.replace(tags === 'any' ? ANY_TAG : HTML_TAG, (tag) => (/^<(?:br|p|div)/i.test(tag) ? ' ' : '')) : markup;
  return toOneLine(decodeEntities(bare.includes('{\\') ? bare.replace(OVERRIDE, '') : bare));
}

/** Returns text without line ends, controls and doubled spaces. */
export function toOneLine(text: string): string {
  if (!UNTIDY.test(text)) return text.toWellFormed(); // Most lines: half the time
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim().toWellFormed();
}
