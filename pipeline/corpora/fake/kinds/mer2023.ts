import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { FakeClip, FakePlan, FakeSound, PlannedFile, Quirk } from '../fake-plan.ts';
import { divide, drawMerClips, type MerClip } from './mer-clips.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toLabelArchive, type LabelDictionary } from './to-label-archive.ts';
import { toTable } from './to-table.ts';

const PARTS = ['train', 'test1', 'test2', 'test3'] as const;
const WINDOWS = { lineEnd: '\r\n' } as const;

/** Returns a MER 2023: a folder of videos for each part, tables of labels, transcripts with and without translation. Clips of test2 are noisy and blurred. Processed, as the organisers' tools leave it, all clips are in one folder and labels in an archive, where those of test sets are placeholders until they are out. */
export function planMer2023(request: PlanRequest): FakePlan {
  const counts = divide(request.clips, [0.5, 0.15, 0.15, 0.2]);
  const parts = PARTS.map((name, part) => ({ name, clips: drawMerClips(counts[part]!, { prefix: name === 'test3' ? 'samplenew_' : 'sample_', part, request }) }));
  const random = seededRandom(request.seed * 11 + 3);
  const train = parts[0]!.clips;
  const scored = parts[3]!.clips.filter((_, index) => index % 2 === 0);
  const corrupted = new Map(parts[2]!.clips.map(({ name }) => [name, { snr: 5 + Math.floor(random() * 6), blur: [1, 2, 4][Math.floor(random() * 3)]! }]));
  const quirks = listQuirks({ train, unscored: parts[3]!.clips.filter((clip) => !scored.includes(clip)), test3: scored, corrupted });
  const all = parts.flatMap(({ clips }) => clips);
  return {
    files: [...labelFiles(parts, { scored, request }), ...transcripts(all, quirks)],
    clips: parts.flatMap(({ name, clips }) => clips.map((clip) => toMedia(clip, { folder: request.processed ? undefined : name, train, corrupted: corrupted.get(clip.name) }))),
    quirks,
  };
}

function toMedia(clip: MerClip, { folder, train, corrupted }: { readonly folder: string | undefined; readonly train: readonly MerClip[]; readonly corrupted: { readonly snr: number; readonly blur: number } | undefined }): FakeClip {
  const kind: FakeSound['kind'] = clip === train[2] ? 'silent' : clip === train[3] ? 'stereo' : 'mono';
  return toFakeClip({ ...clip, sound: { kind, ...(corrupted && { snr: corrupted.snr }) }, files: { ...pathsOf(clip, folder), ...(corrupted && { blur: corrupted.blur }) } });
}

/** As released, in the folder of its part; as the organisers' tools leave it, among all others, with sound and faces taken out. */
function pathsOf({ name }: MerClip, folder: string | undefined): Pick<FakeClip, 'video' | 'wav' | 'faces'> {
  return folder === undefined ? { video: `video/${name}.mp4`, wav: `audio/${name}.wav`, faces: `openface_face/${name}/${name}.npy` } : { video: `${folder}/${name}.mp4` };
}

interface Part {
  readonly name: string;
  readonly clips: readonly MerClip[];
}

function labelFiles(parts: readonly Part[], { scored, request }: { readonly scored: readonly MerClip[]; readonly request: PlanRequest }): PlannedFile[] {
  const hidden = parts.slice(1).map(({ name, clips }) => ({ path: `organisers/${name}-label.csv`, content: toLabels(name === 'test3' ? scored : clips, { valence: name !== 'test3' }) }));
  const shown = parts.map(({ name, clips }) => ({ name, clips: name === 'train' || request.testLabels === 'released' ? clips : clips.map((clip) => ({ ...clip, emotion: 'neutral', valence: -10 })) }));
  if (request.processed) return [...hidden, { path: 'label-6way.npz', content: () => toLabelArchive(toDictionaries(shown)) }];
  const tables = shown.map(({ name, clips }) => ({ path: `${name}-label.csv`, content: toLabels(name === 'test3' && request.testLabels === 'released' ? scored : clips, { valence: name !== 'test3' }) }));
  return [...hidden, ...(request.testLabels === 'hidden' ? tables.slice(0, 1) : tables)];
}

/** Labels of test3 have no valence, for which the tools write the placeholder. */
function toDictionaries(parts: readonly Part[]): Record<string, LabelDictionary> {
  return Object.fromEntries(parts.map(({ name, clips }) => [`${name}_corpus`, Object.fromEntries(clips.map((clip) => [clip.name, { emo: clip.emotion, val: name === 'test3' ? -10 : clip.valence }]))]));
}

function toLabels(clips: readonly Pick<MerClip, 'name' | 'emotion' | 'valence'>[], { valence }: { readonly valence: boolean }): string {
  return toTable(valence ? ['name', 'discrete', 'valence'] : ['name', 'discrete'], clips.map((clip) => [clip.name, clip.emotion, ...(valence ? [clip.valence] : [])]));
}

function transcripts(clips: readonly MerClip[], quirks: readonly Quirk[]): PlannedFile[] {
  const of = (quirk: string) => quirks.find((each) => each.quirk === quirk)?.where;
  const listed = clips.filter(({ name }) => name !== of('no-transcript'));
  const said = (text: string, name: string) => (name === of('empty-text') ? '' : text);
  return [
    { path: 'transcription.csv', content: toTable(['name', 'sentence'], listed.map(({ name, sentence }) => [name, said(sentence.chinese, name)]), WINDOWS) },
    { path: 'transcription-engchi-polish.csv', content: toTable(['name', 'chinese', 'english'], listed.map(({ name, sentence }) => [name, said(sentence.chinese, name), said(sentence.english, name)]), WINDOWS) },
  ];
}

interface Unusual {
  readonly train: readonly MerClip[];
  readonly unscored: readonly MerClip[];
  readonly test3: readonly MerClip[];
  readonly corrupted: ReadonlyMap<string, { readonly snr: number; readonly blur: number }>;
}

function listQuirks({ train, unscored, test3, corrupted }: Unusual): Quirk[] {
  const one = (quirk: string, clip: MerClip | undefined, what: string): Quirk[] => (clip === undefined ? [] : [{ quirk, where: clip.name, what }]);
  return [
    ...one('empty-text', train[0], 'The recogniser heard nothing: its sentence is empty.'),
    ...one('no-transcript', train[1], 'The transcripts have no row for it.'),
    ...one('silent', train[2], 'The sound track holds nothing but zeros.'),
    ...one('stereo', train[3], 'Two channels that differ.'),
    ...[...corrupted].map(([where, { snr, blur }]): Quirk => ({ quirk: 'noisy', where, what: `Somebody else talks, ${snr} dB below the voice, and the picture is blurred by ${blur}.`, facts: { snr, blur } })),
    ...unscored.map(({ name }): Quirk => ({ quirk: 'unscored', where: name, what: 'Has to be predicted and is not scored.' })),
    ...(test3.length > 0 ? [{ quirk: 'no-valence', where: 'test3-label.csv', what: 'The labels of test3 have no valence.' }] : []),
    { quirk: 'windows-line-ends', where: 'transcription.csv', what: 'Lines end with CR LF.' },
  ];
}
