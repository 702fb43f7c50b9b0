const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Returns the number that stands between two places of a text, rounded as JavaScript does it; NaN when there is none. Space around it is allowed, "nan", "inf" and
 * hexadecimal numbers are not. Fast for plain decimals: a whole number below 10¹⁵ over a power of ten is rounded once.
 */
export function parseDecimal(bytes: Buffer, from: number, to: number): number {
  while (from < to && isSpace(bytes[from]!)) from++;
  while (to > from && isSpace(bytes[to - 1]!)) to--;
  const isNegative = bytes[from] === 45;
  let [whole, digits, decimals, point] = [0, 0, 0, false];
  for (let at = isNegative ? from + 1 : from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      whole = whole * 10 + byte - 48;
      digits++;
      if (point) decimals++;
    } else if (byte === 46 && !point) point = true;
    else return parseAny(bytes.toString('latin1', from, to));
  }
  if (digits === 0 || digits > 15) return parseAny(bytes.toString('latin1', from, to));
  const value = whole / POWERS[decimals]!;
  return isNegative ? -value : value;
}

function parseAny(text: string): number {
  return DECIMAL.test(text) ? Number(text) : NaN;
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}
