/**
 * Arguments that open `path` in ffmpeg or ffprobe as the plain file it is: no option, pattern, protocol or playlist can come out of its name or
 * its content.
 */
export function toInput(path: string): string[] {
  const format = path.toLowerCase().endsWith('.gif') ? ['-f', 'gif'] : []; // `%d` in the name of a picture would be a pattern
  return ['-protocol_whitelist', 'file,pipe', ...format, '-i', `file:${path}`];
}
