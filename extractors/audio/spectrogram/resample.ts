import { joinSamples, type SampleStage } from './sample-stage.ts';

const ZERO_CROSSINGS = 50;
const STEPS = 8192; // Of the table from one zero crossing to the next
const ROLL_OFF = 0.917347; // Of half the lower rate
const BETA = 12.984585247040012;

/**
 * Returns a resampler by a Kaiser-windowed sinc read from a table with linear interpolation (Smith, "Digital audio resampling"),
 * with the table of `resampy.resample(filter='kaiser_best')` (resampy 0.4), which VGGish and YAMNet use: beyond both ends is silence.
 * Samples are decided 50 samples of the lower rate behind the newest one: 3.1 ms at 16 kHz.
 * `n` samples give `⌊n · to / from⌋`.
 *
 * @param options.from Hz
 * @param options.to Hz
 */
export function resample({ from, to }: { from: number; to: number }): SampleStage {
  const filter = sincFilter(Math.min(1, to / from));
  let kept = new Float32Array(0);
  let first = 0; // Place of `kept[0]` in the sound
  let made = 0;
  const make = (isDecided: (at: number) => boolean): Float32Array => {
    const results: number[] = [];
    let at = Math.floor((made * from) / to);
    for (; isDecided(at); at = Math.floor((made * from) / to)) {
      results.push(filter.apply(kept, at - first, ((made * from) % to) / to));
      made++;
    }
    const passed = Math.max(0, Math.min(kept.length, at - first - filter.reach));
    kept = kept.slice(passed);
    first += passed;
    return Float32Array.from(results);
  };
  return {
    push(samples) {
      kept = joinSamples(kept, samples);
      return make((at) => at + filter.reach < first + kept.length);
    },
    flush() {
      const count = Math.floor(((first + kept.length) * to) / from);
      return make(() => made < count);
    },
  };
}

interface SincFilter {
  /** Samples on one side that count. */
  readonly reach: number;
  /** Returns the sound `fraction` of a sample after `samples[at]`. */
  readonly apply: (samples: Float32Array, at: number, fraction: number) => number;
}

/** @param scale the new rate by the old one, at most 1 */
function sincFilter(scale: number): SincFilter {
  const table = sincTable();
  const step = Math.max(1, Math.floor(scale * STEPS));
  const wing = (samples: Float32Array, { start, direction, distance }: { start: number; direction: 1 | -1; distance: number }): number => {
    const offset = Math.floor(distance * STEPS);
    const between = distance * STEPS - offset;
    const taps = Math.min(direction === 1 ? samples.length - start : start + 1, Math.floor((table.length - offset) / step));
    let sum = 0;
    for (let i = 0, entry = offset; i < taps; i++, entry += step) {
      const weight = table[entry]!;
      sum += (weight + between * ((table[entry + 1] ?? weight) - weight)) * samples[start + direction * i]!;
    }
    return sum;
  };
  return {
    reach: Math.floor(table.length / step) + 1,
    apply: (samples, at, fraction) =>
      scale *
      (wing(samples, { start: at, direction: -1, distance: scale * fraction }) +
        wing(samples, { start: at + 1, direction: 1, distance: scale - scale * fraction })),
  };
}

/** The right half of the windowed sinc, shape `[50 · 8192 + 1]`. */
function sincTable(): Float64Array {
  const length = ZERO_CROSSINGS * STEPS + 1;
  const whole = bessel(BETA);
  return Float64Array.from({ length }, (_, i) => {
    const phase = (Math.PI * ROLL_OFF * i) / STEPS;
    const window = bessel(BETA * Math.sqrt(1 - (i / (length - 1)) ** 2)) / whole;
    return ROLL_OFF * window * (i === 0 ? 1 : Math.sin(phase) / phase);
  });
}

/** Modified Bessel function of the first kind and order 0: `Σ ((x / 2)^k / k!)²`. */
function bessel(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > 1e-17 * sum; k++) sum += term *= (x / 2 / k) ** 2;
  return sum;
}
