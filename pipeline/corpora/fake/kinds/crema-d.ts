import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, Quirk } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';
import { drawActedClips } from './acted-clips.ts';
import { toFakeClip } from './spoken-clip.ts';

const MOODS = ['anger', 'disgust', 'fear', 'happiness', 'neutral', 'sadness'] as const satisfies readonly Mood[];
const CODES = ['ANG', 'DIS', 'FEA', 'HAP', 'NEU', 'SAD'];
const LETTERS = ['A', 'D', 'F', 'H', 'N', 'S'];
const SENTENCES = ['IEO', 'TIE', 'IOM', 'IWW', 'TAI', 'MTI', 'IWL', 'ITH', 'DFA', 'ITS', 'TSI', 'WSI'];
/** What people saw and heard when they voted: the first digit of the number of a row. */
const VOTED_ON = [1, 2, 3] as const;
const ANNOTATORS = 10;

/** Returns a CREMA-D: each clip as Flash video and as sound, labels in the name, and the votes of ten people on voice, face and both. */
export function planCremaD(request: PlanRequest): FakePlan {
  const acted = drawActedClips(MOODS, { actors: 91, seconds: 2, request }).map((clip) => {
    const sentence = SENTENCES[Math.floor(clip.index / MOODS.length) % SENTENCES.length]!;
    const level = sentence === 'IEO' && clip.mood !== 'neutral' ? (clip.intensity < 0.87 ? 'LO' : clip.intensity < 0.94 ? 'MD' : 'HI') : 'XX';
    return { ...clip, name: `${1001 + clip.actor}_${sentence}_${CODES[MOODS.indexOf(clip.mood)]!}_${level}` };
  });
  const silent = acted[5]?.name;
  const random = seededRandom(request.seed * 3 + 2);
  const votes = VOTED_ON.flatMap((on) => acted.map(({ name, mood }, index) => toVotes({ id: on * 100_000 + index + 1, name, right: MOODS.indexOf(mood), random })));
  const actors = [...new Set(acted.map(({ actor }) => actor))].sort((a, b) => a - b);
  const quirks: Quirk[] = [
    ...(silent === undefined ? [] : [{ quirk: 'silent', where: silent, what: 'The sound holds nothing but zeros.' }]),
    ...acted.slice(0, 1).map(({ name }) => ({ quirk: 'two-files', where: name, what: 'Every clip is there as video and as sound.' })),
  ];
  return {
    files: [
      { path: 'processedResults/tabulatedVotes.csv', content: `${VOTES_HEADER}\n${votes.join('\n')}\n` },
      { path: 'VideoDemographics.csv', content: ['ActorID,Age,Sex,Race,Ethnicity', ...actors.map((actor) => `${1001 + actor},${20 + (actor % 50)},${actor % 2 === 0 ? 'Male' : 'Female'},Unknown,Not Hispanic`), ''].join('\n') },
    ],
    clips: acted.map(({ name, mood, intensity, speaker, seconds }) => toFakeClip({ name, mood, intensity, speaker, seconds, sound: { kind: name === silent ? 'silent' : 'mono' }, files: { video: `VideoFlash/${name}.flv`, wav: `AudioWAV/${name}.wav` } })),
    quirks,
  };
}

const VOTES_HEADER = '"","A","D","F","H","N","S","fileName","numResponses","agreement","emoVote"';

function toVotes({ id, name, right, random }: { readonly id: number; readonly name: string; readonly right: number; readonly random: () => number }): string {
  const counts = LETTERS.map(() => 0);
  for (let annotator = 0; annotator < ANNOTATORS; annotator++) counts[annotator < 6 ? right : Math.floor(random() * LETTERS.length)]! += 1;
  const most = Math.max(...counts);
  return [`"${id}"`, ...counts, `"${name}"`, ANNOTATORS, most / ANNOTATORS, `"${LETTERS[counts.indexOf(most)]!}"`].join(',');
}
