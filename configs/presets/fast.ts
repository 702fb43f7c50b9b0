/** A first look at much material. */
export const fast = {
  about: 'Five frames a second, at most 960 pixels wide: a first look at much material.',
  config: { video: { fps: 5, maxSide: 960 } },
} as const;
