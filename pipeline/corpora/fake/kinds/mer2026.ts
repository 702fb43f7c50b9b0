import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan } from '../fake-plan.ts';
import { divide, drawMerClips, type MerClip } from './mer-clips.ts';
import { planSharedFolders } from './mer-shared-folders.ts';
import { describeClip, toWordTable } from './mer2025.ts';
import { toTable } from './to-table.ts';

/** Returns a MER 2026: all clips in one folder, training tables of three tracks, one list of candidates for the first two and one for the third. */
export function planMer2026(request: PlanRequest): FakePlan {
  const [labelled, unlabelled] = divide(request.clips, [0.6, 0.4]) as [number, number];
  const train = drawMerClips(labelled, { prefix: 'samplenew_', part: 0, request });
  const candidates = drawMerClips(unlabelled, { prefix: 'samplenew3_', part: 1, request });
  const shared = planSharedFolders([...train, ...candidates]);
  const scored = candidates.filter((_, index) => index % 3 !== 2);
  const half = Math.ceil(train.length / 2);
  const pairs = (clips: readonly MerClip[], withAnswer: boolean) => toTable(['name', 'a1', 'a2', ...(withAnswer ? ['preference'] : [])], clips.map((clip, index) => toPair(clip, { other: train[(index + 1) % train.length]!, first: index % 2 === 0, withAnswer })));
  return {
    files: [
      ...shared.files,
      { path: 'track1_train.csv', content: toTable(['name', 'discrete'], train.map(({ name, emotion }) => [name, emotion])) },
      { path: 'track2_train_human.csv', content: toWordTable(train.slice(0, half)) },
      { path: 'track2_train_mercaptionplus.csv', content: toWordTable(train.slice(half)) },
      { path: 'track1_track2_candidate.csv', content: toTable(['name'], candidates.map(({ name }) => [name])) },
      { path: 'track3_emoprefer.csv', content: pairs(train.slice(0, half), true) },
      { path: 'track3_emopreferv2.csv', content: pairs(train.slice(half), true) },
      { path: 'track3_candidate.csv', content: pairs(candidates, false) },
      { path: 'organisers/track1_test.csv', content: toTable(['name', 'discrete'], scored.map(({ name, emotion }) => [name, emotion])) },
      { path: 'organisers/track2_test.csv', content: toWordTable(scored) },
      { path: 'organisers/track3_test.csv', content: pairs(candidates, true) },
    ],
    clips: shared.clips,
    quirks: [...shared.quirks, ...candidates.filter((clip) => !scored.includes(clip)).map(({ name }) => ({ quirk: 'unscored', where: name, what: 'Has to be predicted and is not scored.' }))],
  };
}

/** Two descriptions of a clip, one of which is that of another clip. */
function toPair(clip: MerClip, { other, first, withAnswer }: { readonly other: MerClip; readonly first: boolean; readonly withAnswer: boolean }): string[] {
  const [right, wrong] = [describeClip(clip), describeClip(other)];
  return [clip.name, ...(first ? [right, wrong] : [wrong, right]), ...(withAnswer ? [first ? 'a1' : 'a2'] : [])];
}
