/**
 * Arguments that open `path` in ffmpeg or ffprobe as the plain file it is: no option, pattern or protocol can come out of its name, and its content
 * can reach no network. Playlists are refused by `toFacts`.
 */
export function toInput(path: string): string[] {
  const format = path.toLowerCase().endsWith('.gif') ? ['-f', 'gif'] : []; // `%d` in the name of a picture would be a pattern
  return ['-protocol_whitelist', 'file,pipe', ...format, '-i', `file:${path}`];
}
