/** What looks like a key, whoever's it is. */
const KEYS = /\b(?:sk|pk|gsk|hf|xai|key)[-_][A-Za-z0-9_\-*.]{6,}|\bBearer\s+\S+/gi;

/** Returns a text of a server without the key, should it repeat it, and without what looks like one. On one line, and not long. */
export function maskKey(text: string, key: string | undefined): string {
  const own = key === undefined ? text : text.replaceAll(key, '[key]').replaceAll(encodeURIComponent(key), '[key]');
  const line = own.replace(KEYS, '[key]').replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length <= 300 ? line : `${line.slice(0, 300)}…`;
}
