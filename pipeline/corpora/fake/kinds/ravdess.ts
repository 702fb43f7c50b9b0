import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, FakeClip, Quirk } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';
import { drawActedClips, type ActedClip } from './acted-clips.ts';
import { toFakeClip } from './spoken-clip.ts';

const MOODS = ['neutral', 'calm', 'happiness', 'sadness', 'anger', 'fear', 'disgust', 'surprise'] as const satisfies readonly Mood[];
type Acted = ActedClip<(typeof MOODS)[number]>;
type Modality = 'video-and-sound' | 'video' | 'sound';
const CODES: Readonly<Record<Modality, string>> = { 'video-and-sound': '01', video: '02', sound: '03' };

/** Returns a RAVDESS: labels are seven numbers in the name. Some performances are there three times: with picture and sound, and with either. Every sixth is sung. */
export function planRavdess(request: PlanRequest): FakePlan {
  const acted = drawActedClips(MOODS, { actors: 24, seconds: 2.2, request });
  const files = acted.flatMap((clip) => modalitiesOf(clip).map((modality) => ({ clip, modality, path: toPath(clip, modality) })));
  const quirks = acted.flatMap((clip): Quirk[] => {
    const where = stemOf(clip, 'video-and-sound');
    return [
      ...(modalitiesOf(clip).length > 1 ? [{ quirk: 'three-files', where, what: 'The performance is there as video with sound, video without, and sound alone.' }] : []),
      ...(isSung(clip) ? [{ quirk: 'song', where, what: 'Is sung, and so of another task.' }] : []),
      ...(clip.index === 3 ? [{ quirk: 'stereo', where, what: 'Two channels, where the others have one.' }] : []),
    ];
  });
  return { files: [], clips: files.map(({ clip, modality, path }) => toMedia(clip, modality, path)), quirks };
}

function toMedia({ mood, intensity, speaker, seconds, index }: Acted, modality: Modality, path: string): FakeClip {
  const kind = modality === 'video' ? 'none' : index === 3 ? 'stereo' : 'mono';
  return toFakeClip({ name: path, mood, intensity, speaker, seconds, sound: { kind }, files: modality === 'sound' ? { wav: path } : { video: path } });
}

function modalitiesOf({ index }: Acted): readonly Modality[] {
  return index % 5 === 1 ? ['video-and-sound', 'video', 'sound'] : ['video-and-sound'];
}

/** Disgust and surprise were not sung. */
function isSung({ index, mood }: Acted): boolean {
  return index % 6 === 5 && mood !== 'disgust' && mood !== 'surprise';
}

function toPath(clip: Acted, modality: Modality): string {
  return `Actor_${actorOf(clip)}/${stemOf(clip, modality)}.${modality === 'sound' ? 'wav' : 'mp4'}`;
}

function stemOf(clip: Acted, modality: Modality): string {
  const { index, mood, intensity } = clip;
  const round = Math.floor(index / (MOODS.length * 24));
  const numbers = [isSung(clip) ? 2 : 1, MOODS.indexOf(mood) + 1, mood === 'neutral' || intensity < 0.9 ? 1 : 2, (round % 2) + 1, (Math.floor(round / 2) % 2) + 1];
  return [CODES[modality], ...numbers.map((number) => `0${number}`), actorOf(clip)].join('-');
}

function actorOf({ actor }: Acted): string {
  return String(actor + 1).padStart(2, '0');
}
