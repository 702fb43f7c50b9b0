import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';
import { drawActedClips } from './acted-clips.ts';
import { toFakeClip } from './spoken-clip.ts';

const MOODS = ['anger', 'boredom', 'disgust', 'fear', 'happiness', 'sadness', 'neutral'] as const satisfies readonly Mood[];
/** Letters of the German words, in the order of the moods. */
const LETTERS = 'WLEAFTN';
const SPEAKERS = ['03', '08', '09', '10', '11', '12', '13', '14', '15', '16'];
const SENTENCES = ['a01', 'a02', 'a04', 'a05', 'a07', 'b01', 'b02', 'b03', 'b09', 'b10'];

/** Returns an EmoDB: sound only, in `wav/`; labels are letters in the name. */
export function planEmodb(request: PlanRequest): FakePlan {
  const acted = drawActedClips(MOODS, { actors: SPEAKERS.length, seconds: 2, request });
  const clips = acted.map(({ index, mood, actor, intensity, speaker, seconds }) => {
    const round = Math.floor(index / (MOODS.length * SPEAKERS.length));
    const sentence = SENTENCES[(index + round) % SENTENCES.length]!;
    const name = `${SPEAKERS[actor]!}${sentence}${LETTERS[MOODS.indexOf(mood)]!}${'abcdef'[Math.floor(round / SENTENCES.length) % 6]!}`;
    return toFakeClip({ name, mood, intensity, speaker, seconds, files: { wav: `wav/${name}.wav` } });
  });
  return { files: [], clips, quirks: [{ quirk: 'sound-only', where: 'wav', what: 'There are no pictures.' }] };
}
