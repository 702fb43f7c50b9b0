import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, PlannedFile, Quirk } from '../fake-plan.ts';
import { factsOf, type Mood } from '../moods.ts';
import { divide } from './mer-clips.ts';
import { sentenceOf } from './sentences.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toTable } from './to-table.ts';

const EMOTIONS = { neutral: 'neutral', happiness: 'joy', surprise: 'surprise', anger: 'anger', sadness: 'sadness', disgust: 'disgust', fear: 'fear' } as const satisfies Partial<Record<Mood, string>>;
const MOODS = Object.keys(EMOTIONS) as readonly (keyof typeof EMOTIONS)[];
const SPEAKERS = ['Ross', 'Rachel', 'Monica', 'Chandler', 'Joey', 'Phoebe'];
const PARTS = [{ table: 'train_sent_emo.csv', folder: 'train' }, { table: 'dev_sent_emo.csv', folder: 'dev' }, { table: 'test_sent_emo.csv', folder: 'test' }] as const;
const HEADER = ['Sr No.', 'Utterance', 'Speaker', 'Emotion', 'Sentiment', 'Dialogue_ID', 'Utterance_ID', 'Season', 'Episode', 'StartTime', 'EndTime'];
/** Utterances of one dialogue. */
const TURNS = 4;

interface Utterance {
  readonly mood: keyof typeof EMOTIONS;
  readonly speaker: number;
  readonly dialogue: number;
  readonly turn: number;
  readonly name: string;
  readonly seconds: number;
  readonly text: string;
  readonly intensity: number;
}

/** Returns a MELD: a table and a folder of videos for each part, named by dialogue and utterance; the same six people speak in all parts. */
export function planMeld(request: PlanRequest): FakePlan {
  const counts = divide(request.clips, [0.6, 0.15, 0.25]);
  const parts = PARTS.map((part, index) => ({ ...part, index, utterances: drawUtterances(counts[index]!, { part: index, request }) }));
  const [missing, damaged] = [parts[0]!.utterances[1], parts[0]!.utterances[2]];
  const files = parts.flatMap(({ table, folder, utterances, index }): PlannedFile[] => [
    { path: table, content: toTable(HEADER, utterances.map(toRow), { lineEnd: index === 0 ? '\n' : '\r\n' }) },
    ...(index === 0 && damaged !== undefined ? [{ path: `${folder}/${damaged.name}.mp4`, content: '\0\0\0 ftypisom\0\0\u0002\0isomiso2' }] : []),
  ]);
  const clips = parts.flatMap(({ folder, utterances }) =>
    utterances.filter((utterance) => utterance !== missing && utterance !== damaged).map((utterance) => toFakeClip({ ...utterance, name: `${folder}/${utterance.name}`, speaker: request.seed * 1000 + utterance.speaker, sound: { kind: 'stereo' }, files: { video: `${folder}/${utterance.name}.mp4` } })));
  const quirks: Quirk[] = [
    ...(missing === undefined ? [] : [{ quirk: 'missing-video', where: `train/${missing.name}`, what: 'Is in the table, and there is no video.' }]),
    ...(damaged === undefined ? [] : [{ quirk: 'damaged-video', where: `train/${damaged.name}`, what: 'The video ends after its first bytes.' }]),
    { quirk: 'odd-apostrophe', where: 'train_sent_emo.csv', what: 'Apostrophes are curly, and one is a control character from another encoding.' },
    { quirk: 'windows-line-ends', where: 'dev_sent_emo.csv', what: 'Lines end with CR LF, those of the first table with LF.' },
    { quirk: 'shared-speakers', where: 'test_sent_emo.csv', what: 'The same people speak in all parts.' },
    { quirk: 'same-name', where: 'dia0_utt0', what: 'Names are counted anew in each part: a name alone does not tell a clip.' },
  ];
  return { files, clips, quirks };
}

function drawUtterances(count: number, { part, request }: { readonly part: number; readonly request: PlanRequest }): readonly Utterance[] {
  const random = seededRandom(request.seed * 61 + part * 17 + 1);
  const rounds = Array.from({ length: Math.ceil(count / MOODS.length) }, (_, round) => shuffle(MOODS, request.seed * 5 + part * 103 + round)).flat();
  return Array.from({ length: count }, (_, index) => {
    const mood = rounds[index]!;
    const [dialogue, turn] = [Math.floor(index / TURNS), index % TURNS];
    const seconds = Math.round((request.seconds ?? 2.2) * (0.85 + 0.3 * random()) * 25) / 25;
    return { mood, dialogue, turn, seconds, speaker: Math.floor(random() * SPEAKERS.length), name: `dia${dialogue}_utt${turn}`, text: toSpoken(sentenceOf(mood, index).english, index), intensity: 0.8 + 0.2 * random() };
  });
}

/** The real tables have curly apostrophes, and some that were lost between encodings. */
function toSpoken(text: string, index: number): string {
  return index === 0 ? `It\u0092s me. ${text}` : index % 3 === 0 ? `That’s it: ${text}` : text;
}

function toRow({ text, speaker, mood, dialogue, turn, seconds }: Utterance, index: number): (string | number)[] {
  const { valence } = factsOf(mood);
  const sentiment = mood === 'surprise' || valence > 0.1 ? 'positive' : valence < -0.1 ? 'negative' : 'neutral';
  return [index + 1, text, SPEAKERS[speaker]!, EMOTIONS[mood], sentiment, dialogue, turn, 8, 21, toTime(16 + 5 * index), toTime(16 + 5 * index + seconds)];
}

/** `00:16:16,059` */
function toTime(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const padded = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `00:${padded(Math.floor(milliseconds / 60_000))}:${padded(Math.floor(milliseconds / 1000) % 60)},${padded(milliseconds % 1000, 3)}`;
}
