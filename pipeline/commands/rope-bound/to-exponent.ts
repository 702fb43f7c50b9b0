/** Returns a base as people write it, to six digits: `"1e4"`, `"2.9e4"`, `"500"`. */
export function toExponent(base: number): string {
  const short = Number(base.toPrecision(6));
  return short >= 1000 ? short.toExponential().replace('e+', 'e') : String(short);
}
