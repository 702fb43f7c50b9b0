import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { HeardWindow } from '../clip-results.ts';
import { meanProbabilities } from './mean-probabilities.ts';
import type { Moment } from './moment.ts';

/** Probability from which somebody speaks. */
const SPEAKS = 0.5;
/** So many windows with speech tell what is usual in a recording; a stretch of more than half of it cannot be compared with it. */
const USUAL = 8;

/** Descriptors that are told, with the words for more and less than usual. */
const SOUNDS = {
  f0Mean: { text: (value: number) => `pitch ${Math.round(value)} Hz`, more: 'higher than usual here', less: 'lower than usual here' },
  f0Sd: { text: (value: number) => `pitch varies by ${value.toFixed(1)} semitones`, more: 'livelier than usual here', less: 'flatter than usual here' },
  f0Trend: { text: (value: number) => `pitch ${value >= 0 ? 'rises' : 'falls'} by ${Math.abs(value).toFixed(1)} semitones a second`, more: undefined, less: undefined },
  level: { text: (value: number) => `level ${value.toFixed(0)} dB`, more: 'louder than usual here', less: 'softer than usual here' },
  voicedRate: { text: (value: number) => `about ${value.toFixed(1)} syllables a second`, more: 'faster than usual here', less: 'slower than usual here' },
  hnr: { text: (value: number) => `harmonics over noise ${value.toFixed(0)} dB`, more: 'clearer than usual here', less: 'hoarser than usual here' },
} as const;

/** Returns lines that tell how a voice sounds in a stretch of time; none where nobody speaks. */
export function voiceCues(windows: readonly HeardWindow[], moment: Moment): string[] {
  const spoken = windows.filter(({ speech }) => speech >= SPEAKS);
  const within = spoken.filter((window) => isWithin(window, moment));
  if (within.length === 0) return [];
  const usual = spoken.length >= USUAL && within.length * 2 <= spoken.length ? spoken : [];
  const sounds = (Object.keys(SOUNDS) as (keyof typeof SOUNDS)[]).flatMap((name) => toSound(name, within, usual));
  return [...verdictLine(within), ...(sounds.length === 0 ? [] : [`Sound of the voice: ${sounds.join('; ')}`])];
}

function isWithin(window: HeardWindow, { start, end, person }: Moment): boolean {
  const centre = (window.start + window.end) / 2;
  const other = person !== undefined && window.person !== undefined && window.person !== person;
  return !other && centre >= start && centre <= end;
}

function verdictLine(windows: readonly HeardWindow[]): string[] {
  const verdicts = windows.flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict]));
  if (verdicts.length === 0) return [];
  const means = meanProbabilities(verdicts);
  const shown = EXPRESSIONS.map((expression, index) => ({ expression, mean: means[index]! })).sort((a, b) => b.mean - a.mean).slice(0, 3).filter(({ mean }) => mean >= 0.1);
  const of = (key: 'valence' | 'arousal') => (verdicts.reduce((sum, verdict) => sum + verdict[key], 0) / verdicts.length).toFixed(2);
  return [`Voice: ${shown.map(({ expression, mean }) => `${expression} ${mean.toFixed(2)}`).join(', ')}; valence ${of('valence')}, arousal ${of('arousal')}`];
}

function toSound(name: keyof typeof SOUNDS, within: readonly HeardWindow[], usual: readonly HeardWindow[]): string[] {
  const values = (windows: readonly HeardWindow[]) => windows.flatMap(({ descriptors }) => (Number.isFinite(descriptors[name]) ? [descriptors[name]!] : []));
  const here = values(within);
  if (here.length === 0) return [];
  const mean = here.reduce((sum, value) => sum + value, 0) / here.length;
  const { text, more, less } = SOUNDS[name];
  const all = values(usual).sort((a, b) => a - b);
  const tag = all.length === 0 ? undefined : mean > all[Math.floor(0.75 * all.length)]! ? more : mean < all[Math.floor(0.25 * all.length)]! ? less : undefined;
  return [`${text(mean)}${tag === undefined ? '' : ` (${tag})`}`];
}
