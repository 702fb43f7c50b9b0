/** `1:02:03,5`, `02:03.456`, `12.5`, `12,5`, `12.5s`; hours beyond 99 and a minus sign too. */
const CLOCK = /^([-−])?(?:(?:(\d+):)?(\d{1,2}):)?(\d+)(?:[.,](\d+))?\s*s?$/;

/** As subtitles have it, which a film has thousands of. */
const PLAIN = /^\d\d:\d\d:\d\d[.,]\d\d\d$/;

/** Returns the seconds that a time says; `NaN` when it is none. */
export function parseTime(text: string): number {
  if (PLAIN.test(text)) return fromDigits(text);
  const match = CLOCK.exec(text.trim());
  if (match === null) return Number.NaN;
  const [, sign, hours = '0', minutes = '0', whole = '0', fraction = '0'] = match;
  if (match[3] !== undefined && whole.length > 2) return Number.NaN;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(`${whole}.${fraction}`);
  return roundTime(sign === undefined ? seconds : -seconds);
}

function fromDigits(text: string): number {
  const number = (start: number, length: number) => Number(text.slice(start, start + length));
  return (number(0, 2) * 3_600_000 + number(3, 2) * 60_000 + number(6, 2) * 1000 + number(9, 3)) / 1000;
}

/** Returns a time to the microsecond, so that sums do not show the last bits of their terms. */
export function roundTime(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
