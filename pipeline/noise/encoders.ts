/** How pictures are coded: `mpeg4` as MER-NOISE was published, `h264` smaller. */
export type NoiseCodec = 'mpeg4' | 'h264';

/** What the encoder must know. */
export interface EncoderRequest {
  readonly codec: NoiseCodec;
  readonly width: number;
  readonly height: number;
  /** Pictures a second. */
  readonly rate: number;
  /** At so few kbit/s. */
  readonly kbps?: number | undefined;
}

/**
 * Returns ffmpeg's options for pictures. One thread, so that the bytes do not depend on the number of processors.
 *
 * `mpeg4` is what OpenCV's writer sets for DIVX: as many bits a second as there are pixels, a quantiser of at least 3, a whole picture every twelve.
 */
export function toVideoEncoder({ codec, width, height, rate, kbps }: EncoderRequest): string[] {
  const common = ['-pix_fmt', 'yuv420p', '-threads:v', '1', '-flags:v', '+bitexact'];
  const limit = kbps === undefined ? [] : ['-b:v', `${kbps}k`, '-maxrate', `${2 * kbps}k`, '-bufsize', `${2 * kbps}k`];
  if (codec === 'h264') return ['-c:v', 'libx264', '-preset', 'veryfast', ...(kbps === undefined ? ['-crf', '18'] : limit), ...common];
  const published = ['-b:v', `${Math.min(1e9, Math.round(width * height * rate))}`, '-qmin', '3'];
  return ['-c:v', 'mpeg4', ...(kbps === undefined ? published : limit), '-g', '12', ...common];
}

/** Returns ffmpeg's options for sound: AAC. */
export function toSoundEncoder(kbps?: number): string[] {
  return ['-c:a', 'aac', ...(kbps === undefined ? [] : ['-b:a', `${kbps}k`]), '-flags:a', '+bitexact'];
}

/** Returns a number of pictures a second as a fraction that every container can keep. */
export function toFraction(rate: number): string {
  for (const base of [1, 1001]) if (Math.abs(rate * base - (base === 1 ? 1 : 1000) * Math.round(rate)) < 1e-4 * base) return base === 1 ? `${Math.round(rate)}/1` : `${1000 * Math.round(rate)}/1001`;
  return `${Math.round(rate * 1000)}/1000`;
}
