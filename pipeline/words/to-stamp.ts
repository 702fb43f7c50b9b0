/** Returns seconds as `01:02:03.456`, with the given sign before the milliseconds. */
export function toStamp(seconds: number, point: '.' | ','): string {
  const whole = Math.round(seconds * 1000);
  const parts = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}${point}${String(whole % 1000).padStart(3, '0')}`;
}
