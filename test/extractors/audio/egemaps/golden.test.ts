import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sliceFrames } from '../../../../extractors/audio/descriptors/slice-frames.ts';
import { EGEMAPS_DESCRIPTORS } from '../../../../extractors/audio/egemaps/descriptor-names.ts';
import { egemaps } from '../../../../extractors/audio/egemaps/egemaps.ts';
import { EGEMAPS_FUNCTIONALS } from '../../../../extractors/audio/egemaps/functional-names.ts';
import { describeEgemaps } from '../../../../extractors/audio/egemaps/describe-egemaps.ts';
import { octaveSpectrum } from '../../../../extractors/audio/egemaps/octave-spectrum.ts';
import { pitchCandidates } from '../../../../extractors/audio/egemaps/pitch-candidates.ts';
import { gaussian, windowedSpectrum } from '../../../../extractors/audio/descriptors/windowed-spectrum.ts';
import { followPeriods } from '../../../../extractors/audio/egemaps/periods.ts';
import { drawnVoice, RATE, waveringVoice } from './drawn-voice.ts';

interface Golden {
  readonly samples: { readonly sum: number; readonly squares: number };
  readonly frames: readonly number[];
  readonly candidates: readonly (readonly (readonly [number, number])[])[];
  readonly rows: readonly (readonly number[])[];
  /** Of each frame semitones (0: unvoiced), jitter and shimmer. */
  readonly voice: readonly (readonly number[])[];
  readonly wavering: { readonly samples: Golden['samples']; readonly perturbations: readonly (readonly number[])[] };
  readonly formants: readonly (readonly number[])[];
  readonly functionals: Readonly<Record<string, readonly [number, number]>>;
  readonly percentiles: readonly [number, number, number];
  readonly level: number;
}

const golden = JSON.parse(readFileSync(new URL('golden/egemaps.json', import.meta.url), 'utf8')) as Golden;
const voice = drawnVoice();
const at = (values: Float64Array, name: string) => values[EGEMAPS_FUNCTIONALS.indexOf(name)]!;

test.each([
  ['drawn', voice, golden.samples],
  ['wavering', waveringVoice().samples, golden.wavering.samples],
] as const)('the %s voice is the one that numpy has drawn', (_, samples, { sum, squares }) => {
  const whole = Array.from(samples, (sample) => Math.round(sample * 32_768));
  expect(whole.reduce((total, sample) => total + sample, 0)).toBe(sum);
  expect(whole.reduce((total, sample) => total + sample ** 2, 0)).toBe(squares);
});

test('candidates of the pitch are those of numpy and a cubic spline of scipy', () => {
  const spectrum = windowedSpectrum(gaussian(960, 0.4));
  const find = pitchCandidates(octaveSpectrum({ size: spectrum.size, sampleRate: RATE }));
  const frames = [...sliceFrames({ length: 960, hop: 160 }).push(voice)].map((frame) => find(spectrum.magnitudes(frame)));
  golden.frames.forEach((frame, i) => {
    const found = frames[frame]!;
    expect(found).toHaveLength(golden.candidates[i]!.length);
    golden.candidates[i]!.forEach(([frequency, voicing], c) => {
      expect(found[c]!.frequency).toBeCloseTo(frequency, 6);
      expect(found[c]!.voicing).toBeCloseTo(voicing, 9);
    });
  });
});

test('pitch, jitter and shimmer of all frames are those of numpy, which looks for the least costly path through all frames at once', () => {
  const describer = describeEgemaps(RATE);
  const frames = [...describer.push(voice), ...describer.finish()].filter(({ voiced }) => voiced !== undefined);
  const first = EGEMAPS_DESCRIPTORS.indexOf('F0semitoneFrom27.5Hz_sma3nz');
  expect(frames).toHaveLength(golden.voice.length);
  frames.forEach(({ values }, i) => golden.voice[i]!.forEach((value, k) => expect(values[first + k], `frame ${i}`).toBeCloseTo(value, 7)));
});

test('jitter and shimmer of an uneven voice from 60 to 900 Hz, in noise that comes and goes, are those of numpy', () => {
  const { samples, pitches } = waveringVoice();
  const follower = followPeriods({ sampleRate: RATE, hop: 160 });
  expect(pitches).toHaveLength(golden.wavering.perturbations.length);
  pitches.forEach((pitch, i) => {
    const { jitter, shimmer } = follower.push(samples.subarray(i * 160, i * 160 + 960), pitch);
    golden.wavering.perturbations[i]!.forEach((value, k) => expect([jitter, shimmer][k], `frame ${i}`).toBeCloseTo(value, 7));
  });
});

test('loudness, balance, flux and cepstrum of frames are those of numpy', () => {
  const describer = describeEgemaps(RATE);
  const frames = [...describer.push(voice), ...describer.finish()];
  golden.frames.forEach((frame, i) => {
    const [loudness, alpha, hammarberg, , , ...rest] = frames[frame]!.values;
    [loudness!, alpha!, hammarberg!, ...rest.slice(0, 5)].forEach((value, k) => expect(value).toBeCloseTo(golden.rows[i]![k]!, 7));
  });
});

test('formants of frames are those of numpy and scipy', () => {
  const describer = describeEgemaps(RATE);
  const frames = [...describer.push(voice), ...describer.finish()];
  const first = EGEMAPS_DESCRIPTORS.indexOf('F1frequency_sma3nz');
  golden.frames.forEach((frame, i) => {
    const found = [0, 1, 2].flatMap((formant) => [...frames[frame]!.values.slice(first + 3 * formant, first + 3 * formant + 2)]);
    golden.formants[i]!.forEach((value, k) => expect(found[k]).toBeCloseTo(value, 4));
  });
});

test('means, spreads, percentiles and the level of a recording are those of numpy', async () => {
  const values = await egemaps({ pieces: [voice], sampleRate: RATE });
  for (const [name, [mean, spread]] of Object.entries(golden.functionals)) {
    expect(at(values, `${name}_amean`)).toBeCloseTo(mean, 7);
    expect(at(values, `${name}_stddevNorm`)).toBeCloseTo(spread, 7);
  }
  [20, 50, 80].forEach((share, i) => expect(at(values, `loudness_sma3_percentile${share}.0`)).toBeCloseTo(golden.percentiles[i]!, 6));
  expect(at(values, 'equivalentSoundLevel_dBp')).toBeCloseTo(golden.level, 7);
});
