import type { ClipIdentity } from '../../tables/clip-labels.ts';
import type { Finding } from '../../finding.ts';

/** Yields the videos that are in two splits, also as the two people in one: what is trained on is then judged by. */
export function* inspectSplits(clips: readonly ClipIdentity[]): Generator<Finding> {
  const videos = Map.groupBy(clips, ({ clip, video = clip }) => video);
  for (const [video, parts] of videos) {
    const splits = new Set(parts.map(({ split }) => split));
    if (splits.size < 2) continue;
    const where = parts.map(({ clip, split }) => `${clip} in ${split ?? 'none'}`).join(', ');
    yield { level: 'error', code: 'video-overlap', where: video, what: `is in ${splits.size} splits: ${where}`, fix: 'Leave it out of one, or make folds by video: both people share sound and scene.' };
  }
}
