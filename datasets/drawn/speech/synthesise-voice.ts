import { seededRandom } from '../seeded-random.ts';
import { CONSONANTS, VOWELS } from './phonemes.ts';
import { PROSODY } from './prosody.ts';
import { createResonator } from './resonator.ts';
import type { Syllable } from './speech-plan.ts';

/** What is heard: the syllables of a plan, for how long, by whom. */
export interface Voice {
  readonly syllables: readonly Syllable[];
  /** Seconds. */
  readonly duration: number;
  /** Number of the speaker: length of the vocal tract and the noise. */
  readonly seed: number;
}

/** What the synthesiser is told every five milliseconds. */
interface Control {
  readonly pitch: number;
  readonly voicing: number;
  readonly breath: number;
  readonly brightness: number;
  readonly noise: number;
  readonly noiseAt: number;
  readonly formant1: number;
  readonly formant2: number;
  readonly formant3: number;
}

const SILENCE: Control = { pitch: 120, voicing: 0, breath: 0, brightness: 1500, noise: 0, noiseAt: 3000, formant1: 500, formant2: 1500, formant3: 2500 };
const BANDWIDTHS = [70, 100, 140, 220] as const;

/**
 * Returns the sound of a voice: `round(duration × sampleRate)` mono samples, peak 0.8 (all zeros for silence; a new buffer).
 * Source and filter: glottal pulses (Rosenberg, 1971, shape C) and noise through four resonators in cascade (Klatt, 1980).
 */
export function synthesiseVoice({ syllables, duration, seed }: Voice, sampleRate: number): Float32Array {
  const samples = new Float32Array(Math.round(duration * sampleRate));
  const block = Math.round(sampleRate / 200);
  const speak = createSpeaker(sampleRate, seed);
  let control = SILENCE;
  for (let at = 0; at < samples.length; at += block) {
    control = approach(control, targetAt(syllables, at / sampleRate));
    speak(control, samples.subarray(at, at + block));
  }
  return normalise(samples, 0.8);
}

function targetAt(syllables: readonly Syllable[], time: number): Partial<Control> {
  const syllable = syllables.find(({ start, end }) => time >= start && time < end);
  if (syllable === undefined) return { voicing: 0, noise: 0 };
  const { breath, brightness } = PROSODY[syllable.expression];
  const consonant = CONSONANTS[syllable.consonant];
  const inVowel = time >= syllable.start + consonant.duration;
  const [formant1, formant2, formant3] = inVowel ? VOWELS[syllable.vowel].formants : consonant.formants;
  return {
    pitch: syllable.pitch,
    breath,
    brightness,
    voicing: syllable.loudness * (inVowel ? 1 : consonant.voicing),
    noise: inVowel ? 0 : syllable.loudness * consonant.noise,
    noiseAt: consonant.noiseAt,
    formant1,
    formant2,
    formant3,
  };
}

/** Moves every value a third of the way to its target: sounds flow into each other within about 15 ms. */
function approach(from: Control, to: Partial<Control>): Control {
  const entries = Object.entries<number>({ ...from }).map(([key, value]) => [key, value + 0.33 * ((to[key as keyof Control] ?? value) - value)] as const);
  return Object.fromEntries(entries) as unknown as Control;
}

function createSpeaker(sampleRate: number, seed: number): (control: Control, into: Float32Array) => void {
  const random = seededRandom(seed * 101 + 7);
  const tract = 0.96 + 0.16 * seededRandom(seed * 13 + 3)();
  const formants = BANDWIDTHS.map(() => createResonator(sampleRate));
  const hiss = createResonator(sampleRate);
  let [phase, wobble, dull, previous, lips, strength] = [0, 1, 0, 0, 0, 0];
  return (control, into) => {
    const centres = [control.formant1, control.formant2, control.formant3, 3500].map((hz) => Math.min(hz * tract, 0.45 * sampleRate));
    formants.forEach((formant, index) => formant.tune(centres[index]!, BANDWIDTHS[index]!));
    hiss.tune(Math.min(control.noiseAt, 0.42 * sampleRate), 1200);
    const smooth = 1 - Math.exp((-2 * Math.PI * control.brightness) / sampleRate);
    for (let index = 0; index < into.length; index++) {
      phase += (control.pitch * wobble) / sampleRate;
      if (phase >= 1) [phase, wobble] = [phase - 1, 1 + 0.012 * (random() - 0.5)];
      const flow = glottalFlow(phase);
      const noise = random() - 0.5;
      const source = flow - previous + control.breath * 0.12 * noise * (0.3 + flow);
      previous = flow;
      strength += 0.02 * (control.voicing - strength);
      dull += smooth * (strength * source - dull);
      const voiced = formants.reduce((sample, formant) => formant.step(sample), dull);
      into[index] = voiced - 0.6 * lips + 0.1 * hiss.step(control.noise * noise) + 1e-5 * noise;
      lips = voiced;
    }
  };
}

/** Rosenberg's trigonometric pulse: opens over 40 % of the period, closes over 16 %. */
function glottalFlow(phase: number): number {
  if (phase < 0.4) return 0.5 * (1 - Math.cos((Math.PI * phase) / 0.4));
  return phase < 0.56 ? Math.cos((Math.PI * (phase - 0.4)) / 0.32) : 0;
}

function normalise(samples: Float32Array, peak: number): Float32Array {
  const highest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return highest < 1e-4 ? samples.fill(0) : samples.map((sample) => (sample * peak) / highest);
}
