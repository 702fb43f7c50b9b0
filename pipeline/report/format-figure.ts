/** Returns `1:05.2` for 65.2 s, `1:02:03.0` for an hour and more. */
export function formatTime(seconds: number): string {
  const tenths = Math.round(Math.abs(seconds) * 10);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
  return seconds < 0 && tenths > 0 ? `−${text}` : text;
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
