import type { NoiseRecipe, RecipeSetting } from './noise-recipe.ts';

const SNR: RecipeSetting = { about: 'level of the clip over that of the noise in decibels', values: [5, 6, 7, 8, 9, 10], low: -60, high: 100 };
const SHARE: RecipeSetting = { about: 'share that is lost', values: [0.3], low: 0, high: 1 };

/** Every recipe by the name that the command takes. Each clip draws one of the values of each setting, all as likely. */
export const NOISE_RECIPES: Readonly<Record<string, NoiseRecipe>> = {
  mer2023: {
    about: 'MER-NOISE as published: noise at 5 to 10 dB (whole numbers), blur 1, 2 or 4, drawn apart for each clip',
    needsNoise: true,
    settings: {},
    draw: (random) => ({ sound: { kind: 'mix', decibels: random.whole(5, 10), voices: 1 }, picture: { kind: 'blur', rate: random.one([1, 2, 4]) } }),
  },
  babble: {
    about: 'several noise files at once, added up',
    needsNoise: true,
    settings: { snr: SNR, voices: { about: 'files heard at a time', values: [4], low: 1, high: 64, whole: true } },
    draw: (random, { snr, voices }) => ({ sound: { kind: 'mix', decibels: random.one(snr!), voices: random.one(voices!) } }),
  },
  white: {
    about: 'white noise',
    needsNoise: false,
    settings: { snr: SNR },
    draw: (random, { snr }) => ({ sound: { kind: 'white', decibels: random.one(snr!) } }),
  },
  silence: {
    about: 'stretches of the sound fall silent',
    needsNoise: false,
    settings: { share: SHARE, seconds: { about: 'length of a stretch', values: [0.25], low: 0.01, high: 3600 } },
    draw: (random, { share, seconds }) => ({ sound: { kind: 'silence', share: random.one(share!), seconds: random.one(seconds!) } }),
  },
  blur: {
    about: 'Gaussian pyramid, down and up again',
    needsNoise: false,
    settings: { blur: { about: 'factor of the pyramid', values: [2, 4], low: 1, high: 32, only: [1, 2, 4, 8, 16, 32] } },
    draw: (random, { blur }) => ({ picture: { kind: 'blur', rate: random.one(blur!) } }),
  },
  dark: {
    about: 'less light',
    needsNoise: false,
    settings: { level: { about: 'light that is left', values: [0.2, 0.4], low: 0, high: 1 } },
    draw: (random, { level }) => ({ picture: { kind: 'dark', level: random.one(level!) } }),
  },
  'drop-frames': {
    about: 'pictures are lost in runs; the one before stands still, so that every picture keeps its number',
    needsNoise: false,
    settings: { share: { ...SHARE, high: 0.95 }, burst: { about: 'mean length of a run in pictures', values: [5], low: 1, high: 10_000 } },
    draw: (random, { share, burst }) => ({ picture: { kind: 'drop', share: random.one(share!), burst: random.one(burst!) } }),
  },
  codec: {
    about: 'coded at few bits, pictures and sound',
    needsNoise: false,
    settings: {
      'video-kbps': { about: 'bits a second of the pictures, in kbit/s', values: [60, 120], low: 1, high: 100_000 },
      'audio-kbps': { about: 'bits a second of the sound, in kbit/s', values: [8, 16], low: 1, high: 512 },
    },
    draw: (random, settings) => ({
      sound: { kind: 'codec', kbps: random.one(settings['audio-kbps']!) },
      picture: { kind: 'codec', kbps: random.one(settings['video-kbps']!) },
    }),
  },
  'missing-audio': { about: 'no sound', needsNoise: false, settings: {}, draw: () => ({ sound: { kind: 'missing' } }) },
  'missing-video': { about: 'no pictures', needsNoise: false, settings: {}, draw: () => ({ picture: { kind: 'missing' } }) },
};
