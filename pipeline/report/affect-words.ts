/** Returns a word for a valence in [−1, 1]: `'rather pleasant'`. */
export function valenceWord(valence: number): string {
  if (Math.abs(valence) < 0.1) return 'neither pleasant nor unpleasant';
  return `${strength(valence)}${valence > 0 ? 'pleasant' : 'unpleasant'}`;
}

/** Returns a word for an arousal in [−1, 1]: `'slightly calm'`. */
export function arousalWord(arousal: number): string {
  if (Math.abs(arousal) < 0.1) return 'neither calm nor excited';
  return `${strength(arousal)}${arousal > 0 ? 'excited' : 'calm'}`;
}

function strength(value: number): string {
  const size = Math.abs(value);
  if (size < 0.25) return 'slightly ';
  return size < 0.5 ? 'rather ' : 'very ';
}
