import { HEAD_BANDS } from './head-frame.ts';
import { speechLevel } from './speech-level.ts';

const KINDS = ['mean', 'sd', 'p10', 'p90', 'change'] as const;

/** Names of the statistics of mel levels, in order: `mel.mean0` … `mel.change39`. */
export const MEL_STATISTICS: readonly string[] = KINDS.flatMap((kind) => Array.from({ length: HEAD_BANDS }, (_, band) => `mel.${kind}${band}`));

/**
 * Returns how each mel band is spread over the frames with speech, shape `[5 · HEAD_BANDS]`: mean, deviation, 10th and 90th percentile in dB
 * relative to the mean of all bands and frames with speech, so that the level of the recording is left out; and the mean absolute change from
 * frame to frame within speech.
 *
 * @param levels of all frames, shape `[HEAD_BANDS]` each
 * @param speaking whether somebody speaks in each of them; somebody does in one at least
 */
export function melStatistics(levels: readonly Float32Array[], speaking: readonly boolean[]): Float32Array {
  const spoken = levels.filter((_, i) => speaking[i]);
  const reference = speechLevel(spoken);
  const steps = levels.flatMap((_, i) => (speaking[i] && speaking[i - 1] ? [i] : []));
  const statistics = new Float32Array(KINDS.length * HEAD_BANDS);
  for (let band = 0; band < HEAD_BANDS; band++) {
    const values = Float64Array.from(spoken, (frame) => frame[band]! - reference).sort();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const change = steps.reduce((sum, i) => sum + Math.abs(levels[i]![band]! - levels[i - 1]![band]!), 0) / Math.max(1, steps.length);
    [mean, Math.sqrt(variance), percentile(values, 0.1), percentile(values, 0.9), change].forEach((value, kind) => (statistics[kind * HEAD_BANDS + band] = value));
  }
  return statistics;
}

/** Of sorted values, with linear interpolation as `numpy.percentile`. */
function percentile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)]!;
  return below + (position % 1) * (sorted[Math.ceil(position)]! - below);
}
