import { synthesiseVoice } from '../../../datasets/drawn/speech/synthesise-voice.ts';
import { planBeats } from './beats.ts';
import { wordsOf } from './act.ts';
import { toHz, type FakeClip } from './fake-plan.ts';
import { seededRandom } from '../../../datasets/drawn/seeded-random.ts';

/** Hz of all synthesised sound. */
export const SOUND_RATE = 16_000;

/** What is heard in a clip: samples in [-1, 1], shape `[n, channels]`. */
export interface Sound {
  readonly channels: 1 | 2;
  readonly samples: Float32Array;
}

/**
 * Returns what is heard in a clip, `undefined` where it has no sound at all. The right channel of stereo comes a millisecond later and at half the level.
 *
 * @param recorded mono samples at `SOUND_RATE` to take in place of drawn voices
 */
export function mixSound(clip: FakeClip, recorded?: Float32Array): Sound | undefined {
  const { kind, seconds = clip.frames / toHz(clip.rate), snr } = clip.sound;
  if (kind === 'none') return undefined;
  const length = Math.round(seconds * SOUND_RATE);
  if (kind === 'silent') return { channels: 1, samples: new Float32Array(length) };
  const voices = fit(recorded ?? speak(clip, seconds), length);
  const mono = snr === undefined ? voices : addNoise(voices, babble(clip, seconds), snr);
  return kind === 'mono' ? { channels: 1, samples: mono } : { channels: 2, samples: toStereo(mono) };
}

function speak({ people }: FakeClip, seconds: number): Float32Array {
  const sum = new Float32Array(Math.round(seconds * SOUND_RATE));
  const speakers = people.filter(({ speaks }) => speaks);
  for (const { beats, seed } of speakers) {
    const voice = synthesiseVoice({ syllables: wordsOf(beats, seed), duration: seconds, seed }, SOUND_RATE);
    const level = loudnessOf(beats, seed) / speakers.length;
    voice.forEach((sample, at) => (sum[at]! += level * sample));
  }
  return sum;
}

/** `synthesiseVoice` makes every voice equally loud; a whispered clip has to stay quieter than a shouted one. */
function loudnessOf(beats: Parameters<typeof wordsOf>[0], seed: number): number {
  return Math.max(0.15, ...wordsOf(beats, seed).map(({ loudness }) => loudness));
}

/** Somebody else, who talks on throughout. */
function babble({ people, name }: FakeClip, seconds: number): Float32Array {
  const seed = 5000 + (people[0]?.seed ?? 0) + name.length;
  const beats = planBeats(['neutral', 'happiness', 'neutral'], seconds, seededRandom(seed));
  return synthesiseVoice({ syllables: wordsOf(beats, seed), duration: seconds, seed }, SOUND_RATE);
}

function addNoise(voice: Float32Array, noise: Float32Array, snr: number): Float32Array {
  const scale = rms(noise) === 0 ? 0 : rms(voice) / 10 ** (snr / 20) / rms(noise);
  const mix = voice.map((sample, at) => sample + scale * (noise[at] ?? 0));
  const peak = mix.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return peak > 1 ? mix.map((sample) => sample / peak) : mix;
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

function fit(samples: Float32Array, length: number): Float32Array {
  const fitted = new Float32Array(length);
  fitted.set(samples.subarray(0, length));
  return fitted;
}

function toStereo(mono: Float32Array): Float32Array {
  const late = SOUND_RATE / 1000;
  const both = new Float32Array(2 * mono.length);
  mono.forEach((sample, at) => {
    both[2 * at] = sample;
    both[2 * at + 1] = at < late ? 0 : 0.5 * mono[at - late]!;
  });
  return both;
}
