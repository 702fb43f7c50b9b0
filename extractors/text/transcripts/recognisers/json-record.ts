/** An object of JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Tells whether a value of JSON is an object with keys. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a number, or `NaN` for anything else. */
export function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** Returns a text, or an empty one for anything else. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the objects of a list; nothing for anything else. */
export function toRecords(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Returns `{ language }` for a tag or the name of one, and nothing else. */
export function languageOf(value: unknown): { readonly language?: string } {
  const text = toText(value).toLowerCase();
  return /^[a-z]{2,3}(?:-[a-z0-9]+)*$/.test(text) ? { language: text } : {};
}
