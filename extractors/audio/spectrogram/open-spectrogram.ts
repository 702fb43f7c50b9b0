import { sliceFrames } from '../descriptors/slice-frames.ts';
import { fillUp } from './fill-up.ts';
import { frameBands } from './frame-bands.ts';
import { frameLayout, type FrameLayout } from './frame-layout.ts';
import { padEdges } from './pad-edges.ts';
import { resample } from './resample.ts';
import { chainStages, type SampleStage } from './sample-stage.ts';
import type { SpectrogramSettings } from './spectrogram-settings.ts';
import { toLevels } from './to-levels.ts';
import { toValues } from './to-values.ts';
import { zeroBroken } from './zero-broken.ts';

/** One row of a spectrogram. */
export interface SpectrogramFrame {
  /** Seconds from the first sample to the middle of the frame. */
  readonly time: number;
  /** Shape `[names.length]`. */
  readonly values: Float32Array;
}

/** Computes a spectrogram from a stream of samples; how it is cut into chunks does not matter. */
export interface SpectrogramStream {
  /** What the values of a frame are: `mel0` … or `mfcc0` …. */
  readonly names: readonly string[];
  /** Returns the frames that are decided now. Samples that are not finite count as 0. */
  push(samples: Float32Array): SpectrogramFrame[];
  /** Returns the last frames. Nothing may be pushed afterwards. */
  flush(): SpectrogramFrame[];
}

/**
 * Returns a spectrogram of mono sound.
 *
 * A frame comes as soon as the sound half a transform (with `edges: 'none'`: half a window) after its middle is there: 64 ms with librosa's
 * 2048 samples at 16 kHz, 12.5 ms with the other conventions; resampling adds 50 samples of the lower rate, 3.1 ms at 16 kHz. Memory is
 * constant. But levels that depend on the loudest frame (`topDb`, `reference: 'max'`) are known at the end only: all frames are kept
 * and come from `flush`; for live use take the settings without them. Without samples there are no frames.
 *
 * @param sampleRate Hz of the samples
 * @throws RangeError when the sample rate is not a number above 0, or the settings cut frames without samples
 */
export function openSpectrogram(settings: SpectrogramSettings, sampleRate: number): SpectrogramStream {
  if (!(sampleRate > 0 && sampleRate < Infinity)) throw new RangeError(`sample rate: ${sampleRate} Hz is not above 0. Give the samples per second of the sound.`);
  const rate = settings.sampleRate ?? sampleRate;
  const layout = frameLayout(settings, rate);
  const samplesOf = chainStages([...stagesBefore(settings, sampleRate), ...edgesOf(settings, layout)]);
  const slicer = sliceFrames({ length: layout.window.length, hop: layout.hop });
  const toBands = frameBands(settings, layout, rate);
  const { convert, settle } = toLevels(settings.levels, settings.power);
  const finishLevels = toValues(settings);
  const waiting: Float64Array[] = [];
  let count = 0;
  const finish = (levels: Float64Array) => ({ time: (layout.centre + count++ * layout.hop) / rate, values: finishLevels(levels) });
  const take = (samples: Float32Array) =>
    Array.from(slicer.push(samples), (frame) => {
      const levels = toBands(frame);
      convert(levels);
      if (settle === undefined) return [finish(levels)];
      waiting.push(levels.slice());
      return [];
    }).flat();
  return {
    names: namesOf(settings),
    push: (samples) => take(samplesOf.push(samples)),
    flush() {
      const last = take(samplesOf.flush());
      settle?.(waiting);
      return [...last, ...waiting.splice(0).map(finish)];
    },
  };
}

function stagesBefore(settings: SpectrogramSettings, sampleRate: number): SampleStage[] {
  const { sampleRate: wanted = sampleRate, fill } = settings;
  return [
    zeroBroken(),
    ...(wanted === sampleRate ? [] : [resample({ from: sampleRate, to: wanted })]),
    ...(fill === undefined ? [] : [fillUp(fill)]),
  ];
}

function edgesOf({ frames: { edges } }: SpectrogramSettings, { padding }: FrameLayout): SampleStage[] {
  return edges === 'none' ? [] : [padEdges({ amount: padding, mode: edges })];
}

function namesOf({ cepstrum, mel }: SpectrogramSettings): readonly string[] {
  const [name, length] = cepstrum === undefined ? ['mel', mel.bands] : ['mfcc', cepstrum.coefficients];
  return Array.from({ length }, (_, i) => `${name}${i}`);
}
