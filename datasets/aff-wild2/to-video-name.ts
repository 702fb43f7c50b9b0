/** Returns the name of the video of a clip: people who share one are told apart by `_left` and `_right`, and share its sound too. */
export function toVideoName(key: string): string {
  return key.replace(/_(?:left|right)$/, '');
}
