/** How regular the periods of a voiced frame are; 0 where fewer than two periods could be compared. */
export interface Perturbation {
  /** Mean difference of consecutive period lengths over their mean length. */
  readonly jitter: number;
  /** dB; mean level difference of the peak-to-peak amplitudes of consecutive periods. */
  readonly shimmer: number;
}

/** Follows the periods of a voice from frame to frame. */
export interface PeriodFollower {
  /** Takes the samples of the next frame and its pitch in Hz; 0 where it is unvoiced. */
  push(samples: Float32Array, f0: number): Perturbation;
}

/** Share of a period by which the next one may be longer or shorter. */
const RANGE = 0.1;
/** Correlation from which on two stretches are periods of the same voice. */
const ALIKE = 0.5;
/** s; periods that begin later belong to the next frame. */
const REACH = 0.03;
const STILL: Perturbation = { jitter: 0, shimmer: 0 };

interface Period {
  /** Samples. */
  readonly length: number;
  readonly amplitude: number;
}

/**
 * Returns jitter (local) and shimmer (local, dB) frame by frame: each period is as long as the lag, within ±10 % of the pitch period, at which the waveform
 * that follows is most like it, refined by a parabola. Periods are followed through a voiced stretch, each frame going on where the one before ended, with its last period for the
 * first comparison; where nothing is alike, comparing begins anew a period later.
 *
 * @param hop samples from one frame to the next
 */
export function followPeriods({ sampleRate, hop }: { sampleRate: number; hop: number }): PeriodFollower {
  let position = 0;
  let last: Period | undefined;
  return {
    push(samples, f0) {
      if (f0 === 0) {
        [position, last] = [0, undefined];
        return STILL;
      }
      const period = sampleRate / f0;
      const end = Math.max(REACH * sampleRate, 2 * period);
      let found = last === undefined ? [] : [last];
      while (position < end) {
        const next = nextPeriod(samples, position, period);
        if (next === 'beyond the frame') break;
        if (next === undefined) found = [];
        else found.push(next);
        position += Math.round(next?.length ?? period);
      }
      position = Math.max(0, position - hop);
      last = found.at(-1) ?? last;
      return { jitter: jitterOf(found.map(({ length }) => length)), shimmer: shimmerOf(found.map(({ amplitude }) => amplitude)) };
    },
  };
}

function nextPeriod(samples: Float32Array, start: number, period: number): Period | 'beyond the frame' | undefined {
  const length = Math.round(period);
  const [shortest, longest] = [Math.max(2, Math.floor(period * (1 - RANGE))), Math.ceil(period * (1 + RANGE))];
  if (start + longest + 1 + length > samples.length) return 'beyond the frame';
  let [best, highest] = [-1, ALIKE];
  for (let lag = shortest; lag <= longest; lag++) {
    const alike = correlation(samples, { start, lag, length });
    if (alike > highest) [best, highest] = [lag, alike];
  }
  if (best < 0) return undefined;
  const [left, right] = [correlation(samples, { start, lag: best - 1, length }), correlation(samples, { start, lag: best + 1, length })];
  const bend = left - 2 * highest + right;
  const offset = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend)) : 0;
  return { length: best + offset, amplitude: peakToPeak(samples, start, best) };
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
