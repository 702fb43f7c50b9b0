import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, PlannedFile, Quirk } from '../fake-plan.ts';
import { factsOf, type Mood } from '../moods.ts';
import { divide } from './mer-clips.ts';
import { sentenceOf } from './sentences.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toLabelArchive } from './to-label-archive.ts';
import { toTable } from './to-table.ts';

/** A clip with all that MERBench keeps of it. */
interface BenchClip {
  readonly name: string;
  readonly mood: Mood;
  readonly valence: number;
  readonly intensity: number;
  readonly speaker: number;
  readonly seconds: number;
  readonly chinese: string;
  readonly english: string;
}

/** Where MERBench keeps the clips of a corpus, and how it names them. */
interface Layout {
  readonly video: string;
  readonly audio: string;
  readonly moods: readonly Mood[];
  /** Highest valence; the lowest is its negative. */
  readonly reach: number;
  /** Name of clip number `index` of part number `part`. */
  readonly name: (index: number, part: number) => string;
}

const padded = (value: number, digits: number) => String(value).padStart(digits, '0');
const SENTIMENTS = ['happiness', 'sadness', 'neutral', 'anger', 'surprise', 'disgust'] as const;
const YOUTUBE = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-';

const MOSI: Layout = { video: 'subvideo', audio: 'subaudio', moods: SENTIMENTS, reach: 3, name: (index, part) => `${toVideoId(100 * part + Math.floor(index / 3))}_${1 + (index % 3)}` };
const SIMS: Layout = { video: 'video', audio: 'audio', moods: SENTIMENTS, reach: 1, name: (index, part) => `video_${padded(1 + 20 * part + Math.floor(index / 3), 4)}_${padded(1 + (index % 3), 4)}` };
/** Sessions take turns, so that few clips are of all five. */
const IEMOCAP: Layout = { video: 'subvideo-tgt', audio: 'subaudio', moods: ['happiness', 'sadness', 'neutral', 'anger'], reach: 0, name: (index) => `Ses0${1 + (index % 5)}F_impro${padded(1 + Math.floor(index / 50), 2)}_${index % 2 === 0 ? 'F' : 'M'}${padded(Math.floor(index / 5) % 10, 3)}` };

/** Returns a CMU-MOSI as MERBench lays it out: sentiment from −3 to 3, no emotions. */
export function planCmuMosi(request: PlanRequest): FakePlan {
  return planParts(MOSI, request);
}

/** Returns a CMU-MOSEI as MERBench lays it out, which is the same. */
export function planCmuMosei(request: PlanRequest): FakePlan {
  return planParts(MOSI, request);
}

/** Returns a CH-SIMS as MERBench lays it out: sentiment from −1 to 1, no emotions. */
export function planChSims(request: PlanRequest): FakePlan {
  return planParts(SIMS, request);
}

/** Returns an IEMOCAP as MERBench lays it out: four classes in one archive and six in another, sessions in the names, no valence. */
export function planIemocap(request: PlanRequest): FakePlan {
  const clips = drawClips(IEMOCAP, { count: request.clips, part: 0, request });
  const dictionary = Object.fromEntries(clips.map(({ name, mood }) => [name, { emo: IEMOCAP.moods.indexOf(mood), val: -10 }]));
  const archives: PlannedFile[] = ['label_4way.npz', 'label_6way.npz'].map((path) => ({ path, content: () => toLabelArchive({ whole_corpus: dictionary }) }));
  return toPlan(IEMOCAP, clips, archives);
}

function planParts(layout: Layout, request: PlanRequest): FakePlan {
  const counts = divide(request.clips, [0.6, 0.15, 0.25]);
  const parts = ['train', 'val', 'test'].map((name, part) => ({ name, clips: drawClips(layout, { count: counts[part]!, part, request }) }));
  const dictionaries = Object.fromEntries(parts.map(({ name, clips }) => [`${name}_corpus`, Object.fromEntries(clips.map((clip) => [clip.name, { emo: 0, val: clip.valence }]))]));
  return toPlan(layout, parts.flatMap(({ clips }) => clips), [{ path: 'label.npz', content: () => toLabelArchive(dictionaries) }]);
}

function drawClips({ moods, reach, name }: Layout, { count, part, request }: { readonly count: number; readonly part: number; readonly request: PlanRequest }): BenchClip[] {
  const random = seededRandom(request.seed * 71 + part * 19 + 3);
  const rounds = Array.from({ length: Math.ceil(count / moods.length) }, (_, round) => shuffle(moods, request.seed * 9 + part * 107 + round)).flat();
  return Array.from({ length: count }, (_, index) => {
    const mood = rounds[index]!;
    const intensity = 0.6 + 0.4 * random();
    const valence = Math.round(10 * Math.max(-1, Math.min(1, 1.2 * factsOf(mood).valence * intensity)) * reach) / 10 + 0;
    const seconds = Math.round((request.seconds ?? 2.2) * (0.85 + 0.3 * random()) * 25) / 25;
    return { name: name(index, part), mood, valence, intensity, seconds, speaker: request.seed * 1000 + 300 * part + Math.floor(index / 3), ...sentenceOf(mood, index) };
  });
}

function toPlan({ video, audio }: Layout, clips: readonly BenchClip[], archives: readonly PlannedFile[]): FakePlan {
  const rows = clips.map(({ name, chinese, english }, index) => (index === 0 ? [name, '', ''] : [name, chinese, english]));
  const quirks: Quirk[] = [
    { quirk: 'empty-text', where: clips[0]!.name, what: 'Both of its sentences are empty.' },
    ...clips.slice(1, 2).map(({ name }) => ({ quirk: 'silent', where: name, what: 'The sound holds nothing but zeros.' })),
  ];
  return {
    files: [...archives, { path: 'transcription-engchi-polish.csv', content: toTable(['name', 'chinese', 'english'], rows, { lineEnd: '\r\n' }) }],
    clips: clips.map((clip, index) => toFakeClip({ ...clip, sound: { kind: index === 1 ? 'silent' : 'mono' }, files: { video: `${video}/${clip.name}.mp4`, wav: `${audio}/${clip.name}.wav` } })),
    quirks,
  };
}

/** Eleven characters, like those of a video on the web. */
function toVideoId(number: number): string {
  const random = seededRandom(number + 12_345);
  return Array.from({ length: 11 }, () => YOUTUBE[Math.floor(random() * YOUTUBE.length)]!).join('');
}
