/** How regular the periods of a voiced frame are; 0 where fewer than two periods could be compared. */
export interface Perturbation {
  /** Mean difference of consecutive period lengths over their mean length. */
  readonly jitter: number;
  /** dB; mean level difference of the peak-to-peak amplitudes of consecutive periods. */
  readonly shimmer: number;
}

/** Share of a period by which the next one may be longer or shorter. */
const RANGE = 0.1;
/** Correlation from which on two stretches are periods of the same voice. */
const ALIKE = 0.5;

/**
 * Returns jitter (local) and shimmer (local, dB) of a frame with pitch `f0`: from the highest peak of the first period on, the next peak lies
 * where one period of waveform around it correlates best with that around the one before, within ±10 % of the pitch period, refined by a parabola.
 *
 * @param samples at `sampleRate` Hz, at least two periods long, or nothing can be compared
 */
export function perturbation(samples: Float32Array, { f0, sampleRate }: { f0: number; sampleRate: number }): Perturbation {
  const period = sampleRate / f0;
  const lengths: number[] = [];
  const amplitudes: number[] = [];
  for (let start = firstPeak(samples, period); ; ) {
    const next = nextPeriod(samples, start, period);
    if (next === undefined) break;
    lengths.push(next);
    amplitudes.push(peakToPeak(samples, start - Math.round(period / 2), Math.round(period)));
    start += Math.round(next);
  }
  return { jitter: jitterOf(lengths), shimmer: shimmerOf(amplitudes) };
}

function firstPeak(samples: Float32Array, period: number): number {
  const from = Math.round(period / 2);
  let best = from;
  for (let n = from; n < Math.min(samples.length, from + Math.ceil(period)); n++) if (samples[n]! > samples[best]!) best = n;
  return best;
}

/** Samples from the peak at `peak` to the next one, where what is around it is alike and lies within the frame. */
function nextPeriod(samples: Float32Array, peak: number, period: number): number | undefined {
  const length = Math.round(period);
  const start = peak - (length >> 1);
  const [shortest, longest] = [Math.max(2, Math.floor(period * (1 - RANGE))), Math.ceil(period * (1 + RANGE))];
  if (start + longest + 1 + length > samples.length) return undefined;
  let [best, highest] = [-1, ALIKE];
  for (let lag = shortest; lag <= longest; lag++) {
    const alike = correlation(samples, { start, lag, length });
    if (alike > highest) [best, highest] = [lag, alike];
  }
  if (best < 0) return undefined;
  const [left, right] = [correlation(samples, { start, lag: best - 1, length }), correlation(samples, { start, lag: best + 1, length })];
  const bend = left - 2 * highest + right;
  return bend < 0 ? best + Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend)) : best;
}

function correlation(samples: Float32Array, { start, lag, length }: { start: number; lag: number; length: number }): number {
  let product = 0;
  let first = 0;
  let second = 0;
  for (let n = start; n < start + length; n++) {
    const a = samples[n]!;
    const b = samples[n + lag]!;
    product += a * b;
    first += a * a;
    second += b * b;
  }
  return first > 0 && second > 0 ? product / Math.sqrt(first * second) : 0;
}

function peakToPeak(samples: Float32Array, start: number, length: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (let n = start; n < start + length; n++) {
    low = Math.min(low, samples[n]!);
    high = Math.max(high, samples[n]!);
  }
  return high - low;
}

function jitterOf(lengths: readonly number[]): number {
  if (lengths.length < 2) return 0;
  const differences = lengths.slice(1).reduce((sum, length, i) => sum + Math.abs(length - lengths[i]!), 0) / (lengths.length - 1);
  return differences / (lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

function shimmerOf(amplitudes: readonly number[]): number {
  if (amplitudes.length < 2 || amplitudes.some((amplitude) => !(amplitude > 0))) return 0;
  return amplitudes.slice(1).reduce((sum, amplitude, i) => sum + Math.abs(20 * Math.log10(amplitude / amplitudes[i]!)), 0) / (amplitudes.length - 1);
}
