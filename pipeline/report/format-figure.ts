/** Returns `1:05.2` for 65.2 s, `1:02:03.0` for an hour and more; with `digits` after the point. */
export function formatTime(seconds: number, digits = 1): string {
  const unit = 10 ** digits;
  const ticks = Math.round(Math.abs(seconds) * unit);
  const [hours, minutes] = [Math.floor(ticks / unit / 3600), Math.floor(ticks / unit / 60) % 60];
  const rest = ((ticks % (60 * unit)) / unit).toFixed(digits).padStart(digits > 0 ? 3 + digits : 2, '0');
  const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
  return seconds < 0 && ticks > 0 ? `−${text}` : text;
}

/** Returns `46 %`, with a space that does not break; `< 1 %` for a share that is small and not zero. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? '<\u00a01\u00a0%' : `${Math.round(share * 100)}\u00a0%`;
}

/** Returns `+0.31`, with a true minus; `–` for NaN. */
export function formatSigned(value: number): string {
  if (Number.isNaN(value)) return '–';
  const text = Math.abs(value).toFixed(2);
  if (text === '0.00') return '0.00';
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** Returns `face, voice and text`. */
export function formatList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
