import type { FakeClip, PlannedFile, Quirk } from '../fake-plan.ts';
import type { MerClip } from './mer-clips.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toTable } from './to-table.ts';

/** Media, transcripts and quirks of the editions that keep all clips in one folder. */
export interface SharedFolders {
  readonly files: readonly PlannedFile[];
  readonly clips: readonly FakeClip[];
  readonly quirks: readonly Quirk[];
}

/** Returns `video/`, `audio/` and `openface_face/` of all clips and `subtitle_chieng.csv`, as MER 2025 and 2026 have them. */
export function planSharedFolders(clips: readonly MerClip[]): SharedFolders {
  const one = (quirk: string, index: number, what: string): Quirk[] => (clips[index] === undefined ? [] : [{ quirk, where: clips[index].name, what }]);
  const rows = clips.filter((_, index) => index !== 1).map((clip) => (clip === clips[0] ? [clip.name, '', ''] : [clip.name, clip.sentence.chinese, clip.sentence.english]));
  return {
    files: [{ path: 'subtitle_chieng.csv', content: toTable(['name', 'chinese', 'english'], rows, { lineEnd: '\r\n' }) }],
    clips: clips.map((clip, index) => toFakeClip({ ...clip, sound: { kind: index === 2 ? 'silent' : 'mono' }, files: { video: `video/${clip.name}.mp4`, wav: `audio/${clip.name}.wav`, faces: `openface_face/${clip.name}/${clip.name}.npy` } })),
    quirks: [
      ...one('empty-text', 0, 'The recogniser heard nothing: both sentences are empty.'),
      ...one('no-transcript', 1, 'The transcripts have no row for it.'),
      ...one('silent', 2, 'The sound holds nothing but zeros.'),
      { quirk: 'windows-line-ends', where: 'subtitle_chieng.csv', what: 'Lines end with CR LF.' },
    ],
  };
}
