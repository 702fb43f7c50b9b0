import { openSpectrogram } from '../../extractors/audio/spectrogram/open-spectrogram.ts';
import type { Extent, SpectrogramSettings } from '../../extractors/audio/spectrogram/spectrogram-settings.ts';
import { atHops } from './at-hops.ts';
import type { FeatureSound, SoundSet } from './feature-set.ts';

/** Hz; hops and windows of these settings are counted in samples, and 16 kHz is what speech models take. */
const RATE = 16_000;

/** Returns a spectrogram as a feature of clips read at 16 kHz: its rows, or their mean over the clip. Times are middles of frames. */
export function spectrogramSet(settings: SpectrogramSettings): SoundSet {
  const { names } = openSpectrogram(settings, RATE);
  const { hop, length, edges } = settings.frames;
  const middle = edges === 'none' ? toSeconds(length) / 2 : 0;
  const rowsOf = async function* ({ pieces, sampleRate }: FeatureSound) {
    const stream = openSpectrogram(settings, sampleRate);
    for await (const piece of pieces) for (const { values } of stream.push(piece)) yield values;
    for (const { values } of stream.flush()) yield values;
  };
  return {
    of: 'sound',
    sampleRate: () => RATE,
    utt: { names, extract: (sound) => meanOf(rowsOf(sound), names.length) },
    frame: { names, hop: toSeconds(hop), middle, extract: (sound) => atHops(rowsOf(sound), { first: middle, hop: toSeconds(hop) }) },
  };
}

function toSeconds(extent: Extent): number {
  return typeof extent === 'number' ? extent / RATE : extent.milliseconds / 1000;
}

/** Zeros without rows: the clip is shorter than a frame. */
async function meanOf(rows: AsyncIterable<Float32Array>, columns: number): Promise<Float64Array> {
  const sum = new Float64Array(columns);
  let count = 0;
  for await (const row of rows) {
    row.forEach((value, i) => (sum[i]! += value));
    count += 1;
  }
  return sum.map((value) => value / Math.max(1, count));
}
