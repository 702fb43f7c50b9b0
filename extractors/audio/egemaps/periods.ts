import { mean } from '../windows/mean.ts';

/** How regular the periods of a voiced frame are; 0 where no two periods could be compared. */
export interface Perturbation {
  /** Mean difference of the lengths of periods to those before them, over their mean length. */
  readonly jitter: number;
  /** dB; level of one and the mean difference of peak-to-peak amplitudes over their mean. */
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
/** Hops before a frame in which a period may have its first half. */
const PAST = 2;

interface Period {
  /** Samples. */
  readonly length: number;
  readonly amplitude: number;
}

/** What is found up to now of a voiced stretch. */
interface Stretch {
  /** Where the next period begins, in samples after the start of the frame; before it where that period is still open. */
  position: number;
  length: number | undefined;
  /** Of the period right before; undefined where that was none. */
  amplitude: number | undefined;
}

/**
 * Returns jitter (local) and shimmer (local, dB) frame by frame. Periods follow each other from the start of the first voiced frame; each is as long as the lag, within ±10 % of the pitch
 * period, at which the sound correlates best with what follows it, a local maximum of at least 0.5 (refined by a parabola). Where there is none, the search goes on a period later. A frame
 * has the periods that begin by its start and were in no frame before; lengths are compared with the last period there was, amplitudes, over a period around each beginning, only with the one right before.
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
      else stretch = stretch === undefined ? { position: 0, length: undefined, amplitude: undefined } : { ...stretch, position: stretch.position - hop };
      return stretch === undefined ? { jitter: 0, shimmer: 0 } : perturbationOf(samples, stretch, sampleRate / f0);
    },
  };
}

/** A frame with what came before it. */
interface HeardSamples {
  readonly all: Float32Array;
  /** Index of the first sample of the frame. */
  readonly start: number;
  /** Index of the first sample that was heard. */
  readonly first: number;
}

function keepPast(length: number, hop: number): { push(frame: Float32Array): HeardSamples } {
  let past = new Float32Array(length);
  let heard = 0;
  return {
    push(frame) {
      const all = new Float32Array(length + frame.length);
      all.set(past);
      all.set(frame, length);
      past = all.slice(hop, hop + length);
      const first = length - heard;
      heard = Math.min(length, heard + hop);
      return { all, start: length, first };
    },
  };
}

/** Goes on through `stretch` up to the start of the frame. */
function perturbationOf({ all, start, first }: HeardSamples, stretch: Stretch, period: number): Perturbation {
  const [lengths, amplitudes, stretched, louder]: [number[], number[], number[], number[]] = [[], [], [], []];
  while (stretch.position <= 0) {
    const next = nextPeriod(all, { at: start + stretch.position, first }, period);
    if (next !== undefined) {
      if (stretch.length !== undefined) stretched.push(Math.abs(next.length - stretch.length));
      if (stretch.amplitude !== undefined) louder.push(Math.abs(next.amplitude - stretch.amplitude));
      lengths.push(next.length);
      amplitudes.push(next.amplitude);
      stretch.length = next.length;
    }
    stretch.amplitude = next?.amplitude;
    stretch.position += Math.round(next?.length ?? period);
  }
  return { jitter: relative(stretched, lengths), shimmer: 20 * Math.log10(1 + relative(louder, amplitudes)) };
}

function nextPeriod(samples: Float32Array, { at, first }: { at: number; first: number }, period: number): Period | undefined {
  const [shortest, longest] = [Math.max(2, Math.floor(period * (1 - RANGE))), Math.ceil(period * (1 + RANGE))];
  if (at + 2 * (longest + 1) > samples.length) return undefined;
  const alike = Array.from({ length: longest - shortest + 3 }, (_, i) => correlation(samples, at, shortest - 1 + i));
  let [best, highest] = [-1, ALIKE];
  for (let i = 1; i < alike.length - 1; i++) if (alike[i]! > highest && alike[i]! >= alike[i - 1]! && alike[i]! >= alike[i + 1]!) [best, highest] = [i, alike[i]!];
  if (best < 0) return undefined;
  const [left, right] = [alike[best - 1]!, alike[best + 1]!];
  const bend = left - 2 * highest + right;
  const lag = shortest - 1 + best;
  const begin = Math.max(first, at - (lag >> 1));
  return { length: lag + (bend < 0 ? (0.5 * (left - right)) / bend : 0), amplitude: peakToPeak(samples, begin, begin + lag) };
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

function peakToPeak(samples: Float32Array, start: number, end: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (let n = start; n < end; n++) {
    low = Math.min(low, samples[n]!);
    high = Math.max(high, samples[n]!);
  }
  return high - low;
}

/** Mean of the differences over the mean of the values; 0 where there is no difference. */
function relative(differences: readonly number[], values: readonly number[]): number {
  const usual = mean(values);
  return usual === 0 ? 0 : mean(differences) / usual;
}
