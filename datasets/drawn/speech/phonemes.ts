/** How a vowel sounds and looks. */
export interface Vowel {
  /** First three formants of an adult man in Hz (Peterson & Barney, 1952, rounded). */
  readonly formants: readonly [number, number, number];
  /** Opening of the mouth, [0, 1]. */
  readonly open: number;
  /** Rounding of the lips, [0, 1]. */
  readonly round: number;
}

/** How a consonant before a vowel sounds and looks. */
export interface Consonant {
  /** Seconds. */
  readonly duration: number;
  /** Strength of the voice while it lasts, relative to a vowel, [0, 1]. */
  readonly voicing: number;
  /** Strength of the noise, [0, 1]. */
  readonly noise: number;
  /** Hz, centre of the noise. */
  readonly noiseAt: number;
  /** Formants that it pulls the voice to, Hz. */
  readonly formants: readonly [number, number, number];
  /** Lips closed, [0, 1]. */
  readonly lipsClosed: number;
}

/** The vowels of the invented language. */
export const VOWELS = {
  a: { formants: [730, 1090, 2440], open: 1, round: 0 },
  e: { formants: [530, 1840, 2480], open: 0.62, round: 0 },
  i: { formants: [300, 2250, 2950], open: 0.36, round: 0 },
  o: { formants: [560, 860, 2410], open: 0.66, round: 0.55 },
  u: { formants: [320, 900, 2240], open: 0.32, round: 0.9 },
} as const satisfies Readonly<Record<string, Vowel>>;

/** The consonants of the invented language. */
export const CONSONANTS = {
  m: { duration: 0.075, voicing: 0.42, noise: 0, noiseAt: 1000, formants: [260, 1000, 2200], lipsClosed: 1 },
  n: { duration: 0.065, voicing: 0.42, noise: 0, noiseAt: 1000, formants: [260, 1600, 2600], lipsClosed: 0.25 },
  l: { duration: 0.06, voicing: 0.6, noise: 0, noiseAt: 1000, formants: [360, 1200, 2700], lipsClosed: 0.1 },
  b: { duration: 0.06, voicing: 0.16, noise: 0.06, noiseAt: 900, formants: [250, 900, 2200], lipsClosed: 1 },
  d: { duration: 0.05, voicing: 0.16, noise: 0.12, noiseAt: 3600, formants: [280, 1700, 2600], lipsClosed: 0.3 },
  t: { duration: 0.065, voicing: 0, noise: 0.3, noiseAt: 4200, formants: [350, 1700, 2600], lipsClosed: 0.3 },
  k: { duration: 0.07, voicing: 0, noise: 0.26, noiseAt: 1900, formants: [320, 1900, 2300], lipsClosed: 0.15 },
  s: { duration: 0.1, voicing: 0, noise: 0.34, noiseAt: 5600, formants: [350, 1700, 2600], lipsClosed: 0.45 },
} as const satisfies Readonly<Record<string, Consonant>>;

/** Name of a vowel. */
export type VowelName = keyof typeof VOWELS;

/** Name of a consonant. */
export type ConsonantName = keyof typeof CONSONANTS;
