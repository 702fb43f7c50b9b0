import type { LevelSettings } from './spectrogram-settings.ts';

/** Turns the sums of bands into levels, in two steps. */
export interface ToLevels {
  /** Turns the sums of one frame into levels, in place. */
  readonly convert: (sums: Float64Array) => void;
  /** Sets the levels of all frames in place by the largest one among them; absent: `convert` has done everything. */
  readonly settle?: (frames: readonly Float64Array[]) => void;
}

/**
 * Returns how sums become levels: `ln`, or `librosa.power_to_db` and torchaudio's `AmplitudeToDB`
 * (20 log10 of magnitudes, which are sums at `power` 1; 10 log10 of powers).
 */
export function toLevels(settings: LevelSettings, power: 1 | 2): ToLevels {
  if (settings.unit === 'nat') {
    const { offset, least } = settings;
    return { convert: replaceEach((sum) => Math.log(Math.max(least, sum + offset))) };
  }
  const { least, reference, topDb } = settings;
  const decibel = (sum: number) => (20 / power) * Math.log10(Math.max(least, sum));
  const zero = reference === 'max' ? 0 : decibel(reference);
  const convert = replaceEach((sum) => decibel(sum) - zero);
  if (topDb === undefined && reference !== 'max') return { convert };
  return {
    convert,
    settle(frames) {
      const top = frames.reduce((most, levels) => levels.reduce((a, b) => Math.max(a, b), most), -Infinity);
      const floor = topDb === undefined ? -Infinity : top - topDb;
      const shift = reference === 'max' ? top : 0;
      for (const levels of frames) replaceEach((level) => Math.max(floor, level) - shift)(levels);
    },
  };
}

function replaceEach(change: (value: number) => number): (values: Float64Array) => void {
  return (values) => {
    for (let i = 0; i < values.length; i++) values[i] = change(values[i]!);
  };
}
