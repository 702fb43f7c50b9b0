type JsonObject = Readonly<Record<string, unknown>>;

/** Thoughts that reasoning models put before their answer. */
const THOUGHTS = /<(think|thinking|thought)>[^]*?<\/\1>/gi;

/** Characters, from the end, that are looked at: an answer is short. */
const LONGEST = 16_000;

/** Brackets that may begin it and are tried. */
const MOST = 200;

/** Returns the last JSON object in a text that stands by itself, or `undefined`. Commas before a closing bracket are forgiven. */
export function findObject(text: string): JsonObject | undefined {
  const answer = text.replace(THOUGHTS, ' ').replace(/^[^]*<\/think(?:ing)?>/i, ' ').slice(-LONGEST);
  let found: JsonObject | undefined;
  for (let at = answer.indexOf('{'), tried = 0; at >= 0 && tried < MOST; at = answer.indexOf('{', at), tried++) {
    const end = endOfObject(answer, at);
    const value = end === undefined ? undefined : parseObject(answer.slice(at, end));
    found = value ?? found;
    at = value === undefined ? at + 1 : end!;
  }
  return found;
}

/** Index after the bracket that closes the one at `start`; `undefined` when none does. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth++;
    else if (!quoted && character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function parseObject(text: string): JsonObject | undefined {
  for (const each of [text, text.replace(/,\s*(?=[}\]])/g, '')]) {
    try {
      return JSON.parse(each) as JsonObject;
    } catch {
      continue; // The next form, or no object at all
    }
  }
  return undefined;
}
