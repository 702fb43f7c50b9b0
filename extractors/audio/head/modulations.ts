import { HEAD_BANDS } from './head-frame.ts';

/** Neighbouring mel bands that are averaged to one. */
const GROUP = 4;
const GROUPS = HEAD_BANDS / GROUP;
/** First frequency of each band of modulation and the end of the last, in steps of `STEP`. */
const EDGES = [1, 3, 5, 8, 13, 20, 32] as const;
const STEP = 0.5; // Hz
/** Frames of a period of `STEP`, two seconds; power is scaled to that many. */
const LENGTH = 200;
const COSINES = Float64Array.from({ length: LENGTH }, (_, i) => Math.cos((2 * Math.PI * i) / LENGTH));
const DEEPEST = -40; // dB re the mean of speech: pauses in a quiet room are no deeper than in a noisy one
const LEAST = 1e-3;

/** Names of the modulations, in order: `modulation.0.5Hz.0` … `modulation.10Hz.9`, by lowest frequency and group of bands. */
export const MODULATIONS: readonly string[] = EDGES.slice(0, -1).flatMap((edge) => Array.from({ length: GROUPS }, (_, group) => `modulation.${edge * STEP}Hz.${group}`));

/**
 * Returns how strongly the level of ten groups of mel bands swings at 0.5–1, 1.5–2, 2.5–3.5, 4–6, 6.5–9.5 and 10–15.5 Hz, as a logarithm of
 * power; shape `[60]`. Rhythm and liveliness of speech show here; its level does not.
 *
 * @param levels of all frames of a window, shape `[HEAD_BANDS]` each, at least one
 * @param reference mean level of speech in dB
 */
export function modulations(levels: readonly Float32Array[], reference: number): Float32Array {
  const curves = Array.from({ length: GROUPS }, (_, group) => curveOf(levels, { group, reference }));
  const result = new Float32Array(MODULATIONS.length);
  for (let band = 0; band + 1 < EDGES.length; band++) {
    const [from, to] = [EDGES[band]!, EDGES[band + 1]!];
    for (let k = from; k < to; k++) curves.forEach((curve, group) => (result[band * GROUPS + group]! += powerAt(curve, k) / (to - from)));
  }
  return result.map((power) => Math.log10(power + LEAST));
}

/** The level of one group without its mean, under a Hann window. */
function curveOf(levels: readonly Float32Array[], { group, reference }: { group: number; reference: number }): Float64Array {
  const curve = Float64Array.from(levels, (frame) => {
    let sum = 0;
    for (let band = group * GROUP; band < (group + 1) * GROUP; band++) sum += frame[band]!;
    return Math.max(DEEPEST, sum / GROUP - reference);
  });
  const mean = curve.reduce((sum, value) => sum + value, 0) / curve.length;
  return curve.map((value, i) => (value - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / Math.max(1, curve.length - 1))));
}

/** Power at `k` steps; its waves repeat after `LENGTH` frames, so that they are looked up. */
function powerAt(curve: Float64Array, k: number): number {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < curve.length; i++) {
    const phase = (i * k) % LENGTH;
    real += curve[i]! * COSINES[phase]!;
    imaginary += curve[i]! * COSINES[(phase + 150) % LENGTH]!;
  }
  return (real ** 2 + imaginary ** 2) * (LENGTH / curve.length) ** 2;
}
