import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan } from '../fake-plan.ts';
import { factsOf, type Mood } from '../moods.ts';
import { drawActedClips } from './acted-clips.ts';
import { sentenceOf } from './sentences.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toTable } from './to-table.ts';

const MOODS = ['neutral', 'happiness', 'sadness', 'anger', 'surprise'] as const satisfies readonly Mood[];

/** Returns a folder of videos in two folders with a table of labels, in which one label is missing. */
export function planFolder(request: PlanRequest): FakePlan {
  const acted = drawActedClips(MOODS, { actors: 50, seconds: 2.2, request }).map((clip) => {
    const name = `clip-${String(clip.index + 1).padStart(3, '0')}`;
    return { ...clip, name, path: `session${1 + (Math.floor(clip.index / MOODS.length) % 2)}/${name}.mp4` };
  });
  const rows = acted.map(({ path, mood, intensity, actor, index }) => {
    const rated = [factsOf(mood).valence, factsOf(mood).arousal].map((value) => Math.round(value * intensity * 100) / 100);
    return [path, index === 4 ? '' : mood, ...(index === 4 ? ['', ''] : rated), `p${actor + 1}`, sentenceOf(mood, index).english];
  });
  return {
    files: [{ path: 'labels.csv', content: toTable(['clip', 'expression', 'valence', 'arousal', 'speaker', 'text'], rows) }],
    clips: acted.map(({ name, path, mood, intensity, speaker, seconds, index }) => toFakeClip({ name, mood, intensity, speaker, seconds, sound: { kind: index === 2 ? 'silent' : index === 3 ? 'stereo' : 'mono' }, files: { video: path } })),
    quirks: [
      ...acted.slice(2, 3).map(({ name }) => ({ quirk: 'silent', where: name, what: 'The sound track holds nothing but zeros.' })),
      ...acted.slice(3, 4).map(({ name }) => ({ quirk: 'stereo', where: name, what: 'Two channels that differ.' })),
      ...acted.slice(4, 5).map(({ name }) => ({ quirk: 'no-label', where: name, what: 'The table has no label for it.' })),
    ],
  };
}
