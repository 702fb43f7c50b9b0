import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan } from '../fake-plan.ts';
import { divide, drawMerClips, toWordList, type MerClip } from './mer-clips.ts';
import { planSharedFolders } from './mer-shared-folders.ts';
import { toTable } from './to-table.ts';

/** Returns a MER 2025: all clips in one folder, training tables of three tracks, and one list of candidates, of which only some are scored. */
export function planMer2025(request: PlanRequest): FakePlan {
  const [labelled, unlabelled] = divide(request.clips, [0.6, 0.4]) as [number, number];
  const train = drawMerClips(labelled, { prefix: 'samplenew_', part: 0, request });
  const candidates = drawMerClips(unlabelled, { prefix: 'samplenew3_', part: 1, request });
  const shared = planSharedFolders([...train, ...candidates]);
  const scored = candidates.filter((_, index) => index % 3 !== 2);
  const half = Math.ceil(train.length / 2);
  return {
    files: [
      ...shared.files,
      { path: 'track1_train_disdim.csv', content: toTable(['name', 'discrete', 'valence'], train.map(({ name, emotion, valence }) => [name, emotion, valence])) },
      { path: 'track2_train_mercaptionplus.csv', content: toWordTable(train.slice(0, half)) },
      { path: 'track2_train_ovmerd.csv', content: toWordTable(train.slice(half)) },
      { path: 'track3_train_mercaptionplus.csv', content: toReasonTable(train.slice(0, half)) },
      { path: 'track3_train_ovmerd.csv', content: toReasonTable(train.slice(half)) },
      { path: 'track_all_candidates.csv', content: toTable(['name'], candidates.map(({ name }) => [name])) },
      { path: 'organisers/track1_test_dis.csv', content: toTable(['name', 'discrete'], scored.map(({ name, emotion }) => [name, emotion])) },
      { path: 'organisers/track2_test.csv', content: toWordTable(scored) },
    ],
    clips: shared.clips,
    quirks: [...shared.quirks, ...candidates.filter((clip) => !scored.includes(clip)).map(({ name }) => ({ quirk: 'unscored', where: name, what: 'Has to be predicted and is not scored.' }))],
  };
}

/** Returns a table of the words of an open vocabulary. */
export function toWordTable(clips: readonly MerClip[]): string {
  return toTable(['name', 'openset'], clips.map(({ name, words }) => [name, toWordList(words)]));
}

function toReasonTable(clips: readonly MerClip[]): string {
  return toTable(['name', 'reason'], clips.map((clip) => [clip.name, describeClip(clip)]));
}

/** Returns what somebody who saw the clip might write. */
export function describeClip({ words, sentence }: MerClip): string {
  return `The person looks ${words.join(', ')}; the tone of voice goes with it. They say: "${sentence.english}"`;
}
