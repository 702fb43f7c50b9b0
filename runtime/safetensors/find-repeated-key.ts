/** The tensors are one level deep, what is said of each two. */
const DEEPEST = 2;

/**
 * Returns a key that an object in valid JSON text has twice, at the top or one level below; `undefined` when there is none.
 * `JSON.parse` would keep the last one silently.
 */
export function findRepeatedKey(json: string): string | undefined {
  const keysAt: Set<string>[] = [];
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at]!;
    if (character === '{' || character === '[') keysAt[++depth <= DEEPEST ? depth : 0] = new Set();
    else if (character === '}' || character === ']') depth--;
    else if (character === '"') {
      const end = endOfText(json, at);
      if (depth <= DEEPEST && isKey(json, end)) {
        const key = JSON.parse(json.slice(at, end)) as string;
        if (keysAt[depth]!.has(key)) return key;
        keysAt[depth]!.add(key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** Returns the place after the quote that closes the text opened at `at`. */
function endOfText(json: string, at: number): number {
  let end = at + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end + 1;
}

function isKey(json: string, end: number): boolean {
  let next = end;
  while (/\s/.test(json[next] ?? '')) next++;
  return json[next] === ':';
}
