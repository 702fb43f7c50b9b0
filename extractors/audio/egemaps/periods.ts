import { refinePeak } from '../descriptors/refine-peak.ts';
import { mean } from '../windows/mean.ts';

/** How regular the periods of a voiced frame are; 0 where no two periods could be compared. */
export interface Perturbation {
  /** Mean difference of the lengths of periods to those before them, over their mean length; at most 1. */
  readonly jitter: number;
  /** dB; level of one and the mean difference of the peak-to-peak amplitudes of neighbouring periods over their mean, which counts as at most 1. */
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
/** Samples that have to be left behind a period. */
const BESIDE = 2;
/** Hops before a frame in which a period that is still open may begin: two of the longest, 18 ms each and a tenth more, and a hop. */
const PAST = 6;

/** A period and how it compares with the one behind it. */
interface Period {
  /** Samples; that of the strongest correlation. */
  readonly lag: number;
  /** Samples, refined between lags. */
  readonly length: number;
  readonly alike: boolean;
}

/** What is found up to now of a voiced stretch. */
interface Stretch {
  /** Where the next period begins, in samples after the start of the frame; before it where that period is still open. */
  readonly position: number;
  /** Of the last period that was like the one behind it. */
  readonly length: number | undefined;
  readonly last: Perturbation;
}

const NOTHING: Perturbation = { jitter: 0, shimmer: 0 };

/**
 * Returns jitter (local) and shimmer (local, dB) frame by frame. Periods follow each other from the start of the first voiced frame: each ends at the lag, within ±10 % of the pitch period, at which the sound
 * correlates best with what lies one lag behind it (a local maximum of Pearson's r over whole periods, refined by a parabola); where there is none, the pitch period itself is taken. What correlates by at least 0.5 counts. A frame has the periods
 * that end within its hop with room for two of the longest possible, or else one; a period that ends later is looked at once more in the next frame. A frame without a countable period keeps the values of the one before.
 *
 * @param hop samples from one frame to the next
 */
export function followPeriods({ sampleRate, hop }: { sampleRate: number; hop: number }): PeriodFollower {
  const sound = keepPast(PAST * hop, hop);
  let stretch: Stretch | undefined;
  return {
    push(frame, f0) {
      const samples = sound.push(frame);
      if (f0 === 0) stretch = undefined;
      else {
        const before = stretch === undefined ? { position: 0, length: undefined, last: NOTHING } : { ...stretch, position: stretch.position - hop };
        stretch = goOn(samples, before, { period: sampleRate / f0, hop });
      }
      return stretch?.last ?? NOTHING;
    },
  };
}

/** Goes on through a voiced stretch as far as the frame reaches. */
function goOn(sound: HeardSamples, { position, length, last }: Stretch, { period, hop }: { period: number; hop: number }): Stretch {
  const room = 2 * (Math.floor(period * (1 + RANGE)) + BESIDE); // For two of the longest periods
  const end = Math.max(hop, position + room);
  const [lengths, stretched, amplitudes, louder]: [number[], number[], number[], number[]] = [[], [], [], []];
  while (position + room <= end) {
    const at = sound.start + position;
    const next = nextPeriod(sound.all, at, period);
    if (next?.alike) {
      const [first, second] = [peakToPeak(sound.all, at, next.lag), peakToPeak(sound.all, at + next.lag, next.lag)];
      lengths.push(next.length);
      amplitudes.push((first + second) / 2);
      louder.push(Math.abs(second - first));
      if (length !== undefined) stretched.push(Math.abs(next.length - length));
      length = next.length;
    }
    const behind = position + (next?.lag ?? Math.round(period));
    if (behind > hop - BESIDE) break;
    position = behind;
  }
  return {
    position,
    length,
    last: { jitter: stretched.length > 0 ? relative(stretched, lengths) : last.jitter, shimmer: louder.length > 0 ? 20 * Math.log10(1 + relative(louder, amplitudes)) : last.shimmer },
  };
}

/** A frame with what came before it. */
interface HeardSamples {
  readonly all: Float32Array;
  /** Index of the first sample of the frame. */
  readonly start: number;
}

function keepPast(length: number, hop: number): { push(frame: Float32Array): HeardSamples } {
  let past = new Float32Array(length);
  return {
    push(frame) {
      const all = new Float32Array(length + frame.length);
      all.set(past);
      all.set(frame, length);
      past = all.slice(hop, hop + length);
      return { all, start: length };
    },
  };
}

function nextPeriod(samples: Float32Array, at: number, period: number): Period | undefined {
  const [shortest, longest] = [Math.floor(period * (1 - RANGE)), Math.floor(period * (1 + RANGE))];
  const alike = Array.from({ length: longest - shortest + 1 }, (_, i) => correlation(samples, at, shortest + i));
  let best = -1;
  for (let i = 1; i < alike.length - 1; i++) if (alike[i]! >= alike[i - 1]! && alike[i]! >= alike[i + 1]! && (best < 0 || alike[i]! > alike[best]!)) best = i;
  if (best < 0) return undefined;
  const { offset, height } = refinePeak(alike[best - 1]!, alike[best]!, alike[best + 1]!);
  const lag = shortest + best;
  return { lag, length: lag + offset, alike: height >= ALIKE };
}

/** Pearson's correlation of the `lag` samples from `start` on with the `lag` that follow; 0 where either does not move. */
function correlation(samples: Float32Array, start: number, lag: number): number {
  let [product, first, second, firstSquares, secondSquares] = [0, 0, 0, 0, 0];
  for (let n = start; n < start + lag; n++) {
    const a = samples[n]!;
    const b = samples[n + lag]!;
    product += a * b;
    first += a;
    second += b;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  const spread = (firstSquares - (first * first) / lag) * (secondSquares - (second * second) / lag);
  return spread > 0 ? (product - (first * second) / lag) / Math.sqrt(spread) : 0;
}

/** Of a period without its first and its last sample. */
function peakToPeak(samples: Float32Array, start: number, length: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (let n = start + 1; n < start + length - 1; n++) {
    low = Math.min(low, samples[n]!);
    high = Math.max(high, samples[n]!);
  }
  return high - low;
}

/** Mean of the differences over the mean of the values, at most 1; 0 where the values are. */
function relative(differences: readonly number[], values: readonly number[]): number {
  const usual = mean(values);
  return usual === 0 ? 0 : Math.min(1, mean(differences) / usual);
}
