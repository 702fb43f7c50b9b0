/** Returns the colour `amount` of the way from `from` to `to` (both `#rrggbb`, amount in [0, 1], mixed channel by channel). */
export function mixColours(from: string, to: string, amount: number): string {
  const channel = (at: number) => {
    const start = Number.parseInt(from.slice(at, at + 2), 16);
    const end = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(start + (end - start) * amount).toString(16).padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
