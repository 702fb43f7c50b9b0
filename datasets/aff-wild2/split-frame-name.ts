/** A row of a list names a picture: `key/00001.jpg`. */
export interface FrameName {
  readonly key: string;
  /** Counted from 1. */
  readonly number: number;
}

const FRAME = /^([^/\\]+)\/(\d{1,6})\.(?:jpe?g|png)$/i;

/** Returns the parts of `key/00001.jpg`, or what is wrong with it. A key is one name: `..` and other folders are refused. */
export function splitFrameName(text: string): FrameName | string {
  const match = FRAME.exec(text.trim());
  if (match === null || match[1] === '.' || match[1] === '..') return /(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(text) ? 'names a folder outside the corpus' : 'does not name a picture like "key/00001.jpg"';
  const number = Number(match[2]);
  return number === 0 ? 'is numbered 0, and frames are counted from 1' : { key: match[1]!, number };
}
