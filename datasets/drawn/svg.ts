/** Joins a template into SVG text: numbers are written with at most two decimals, lists without separators. */
export function svg(strings: TemplateStringsArray, ...values: readonly (string | number | readonly string[])[]): string {
  return strings.reduce((text, part, index) => text + toText(values[index - 1]!) + part);
}

function toText(value: string | number | readonly string[]): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100 + 0);
  return typeof value === 'string' ? value : value.join('');
}
