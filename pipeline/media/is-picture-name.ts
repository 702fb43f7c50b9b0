const ENDINGS = /\.(jpe?g|png|webp|tiff?|avif|bmp)$/i;

/** Whether a file name ends like that of a still picture. A GIF is taken for a video. */
export function isPictureName(path: string): boolean {
  return ENDINGS.test(path);
}
