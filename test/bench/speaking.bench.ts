/**
 * How well it is told who speaks: `node test/bench/speaking.bench.ts --video FOLDER --speech FOLDER --images FOLDER [--models embedded|fetched] [--json]`
 *
 * Faces and sounds are read once each, by the steps of `affekt analyze`, and then put together in every way that tells something: talking faces (`grid_*.mp4`), faces that listen and
 * smile (other `*.mp4`), photographs (`expr_*.jpg`, filmed with noise by ffmpeg) and recorded speech (`*.wav`). For each kind it prints, over the moments of speech, how often who makes
 * the sound is taken for the speaker, how often somebody else is, and how often nothing can be said. `fetched` takes the models of
 * `affekt models get yunet mediapipe-face-landmarks silero-vad`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastValueFrom, toArray } from 'rxjs';
import { readEnvironment } from '../../configs/environment.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { createTracker } from '../../extractors/visual/track/create-tracker.ts';
import type { HeardSpeech } from '../../fusion/speaking/heard-speech.ts';
import { linkSpeakers } from '../../fusion/speaking/link-speakers.ts';
import type { Mouth } from '../../fusion/speaking/mouth.ts';
import { STEP } from '../../fusion/speaking/regular-series.ts';
import { modelSettings } from '../../pipeline/commands/models/model-settings.ts';
import type { FrameEntry } from '../../pipeline/media/frame.ts';
import { probe } from '../../pipeline/media/probe.ts';
import { readSound } from '../../pipeline/media/read-sound.ts';
import { readVideo } from '../../pipeline/media/read-video.ts';
import { openTools } from '../../pipeline/open-tools.ts';
import { collectMouths } from '../../pipeline/stages/collect-mouths.ts';
import { readFaces } from '../../pipeline/stages/read-faces.ts';
import { readVoice } from '../../pipeline/stages/read-voice.ts';
import { trackPeople } from '../../pipeline/stages/track-people.ts';
import { inBatches } from '../../pipeline/stream/in-batches.ts';
import { pull } from '../../pipeline/stream/pull.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';

const { values } = parseArgs({ options: { video: { type: 'string' }, speech: { type: 'string' }, images: { type: 'string' }, models: { type: 'string', default: 'embedded' }, json: { type: 'boolean', default: false } } });
const { video, speech, images } = values;
if (video === undefined || speech === undefined || images === undefined || ![video, speech, images].every((folder) => existsSync(folder))) {
  console.log('speaking.bench.ts: no material. Give --video, --speech and --images.');
  process.exit(0);
}

const list = (folder: string, pattern: RegExp) => readdirSync(folder).filter((name) => pattern.test(name)).sort().map((name) => join(folder, name));
const talking = list(video, /^grid_.*\.mp4$/);
/** Paths, and where to begin. */
const listening: [string, number][] = list(video, /^(?!grid_|no_face).*\.mp4$/).flatMap((path) => (path.includes('single') ? [0] : [1, 5, 9, 13]).map((from): [string, number] => [path, from]));
const photographs = list(images, /^expr_.*\.jpg$/);
const voices = list(speech, /\.wav$/).filter((_, index) => index % 5 === 0);

const FETCHED = { detector: 'yunet', mesh: 'mediapipe-face-landmarks' };
const EMBEDDED = { detector: 'human-blazeface', mesh: 'human-facemesh' };
const fetched = values.models === 'fetched';
const environment = readEnvironment();
const config = loadConfig({ overrides: { modalities: ['face', 'voice'], face: { ...(fetched ? FETCHED : EMBEDDED), expression: 'human-emotion', identity: null }, voice: { activity: fetched ? 'silero-vad' : 'energy', emotion: null, speakers: null } } });
await using runtime = await openRuntime({ device: 'cpu' });
await using tools = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });

/** The mouth that is seen longest in a clip. */
async function mouthOf(path: string, maxSide = config.video.maxSide): Promise<Mouth> {
  const facts = await probe(path);
  const frames = (signal: AbortSignal) => inBatches(readVideo(facts, { maxSide, pool: 31, signal }), 10, ({ status }: FrameEntry) => status === 'decoded');
  const sightings = (await lastValueFrom(pull(frames, readFaces(tools.faces!, { ...config.face, mouth: true, clipWidth: facts.video!.width }), 2).pipe(toArray()))).flat();
  const tracker = createTracker({ memory: config.face.maxGap, samePerson: 1 });
  const mouths = await collectMouths(trackPeople((async function* () { yield* sightings; })(), tracker, () => ({})));
  return mouths.sort((a, b) => b.times.length - a.times.length)[0] ?? { person: 0, times: [], openings: [] };
}

async function speechOf(path: string): Promise<HeardSpeech> {
  const track = (await readVoice(readSound(await probe(path)), tools.voice!, config.voice))!;
  return { turns: track.turns, ...track.speech, levels: track.speech.levels! };
}

/** Sound that begins `seconds` later, or earlier when negative. */
function shifted({ turns, start, ...speech }: HeardSpeech, seconds: number): HeardSpeech {
  return { ...speech, start: start + seconds, turns: turns.map((turn) => ({ start: turn.start + seconds, end: turn.end + seconds })) };
}

/** A mouth as person `person`, from `from` seconds on, every `every`th look. */
function seen({ times, openings }: Mouth, { person = 0, from = 0, every = 1 } = {}): Mouth {
  const kept = Array.from(times).flatMap((time, index) => (time >= from && index % every === 0 ? [index] : []));
  return { person, times: kept.map((index) => times[index]! - from), openings: kept.map((index) => openings[index]!) };
}

async function inTurn<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await read(item));
  return results;
}

const work = mkdtempSync(join(tmpdir(), 'affekt-speaking-'));
const filmed = photographs.map((path) => {
  const film = join(work, `${basename(path)}.mp4`);
  execFileSync('ffmpeg', ['-v', 'error', '-loop', '1', '-framerate', '25', '-i', path, '-vf', 'scale=-2:360,noise=alls=8:allf=t', '-t', '3', '-pix_fmt', 'yuv420p', film]);
  return film;
});
const talkers = await inTurn(talking, (path) => mouthOf(path));
const small = await inTurn(talking, (path) => mouthOf(path, 180));
const sentences = await inTurn(talking, speechOf);
const listeners = new Map(await inTurn([...new Set(listening.map(([path]) => path))], async (path) => [path, await mouthOf(path)] as const));
const still = await inTurn(filmed, (path) => mouthOf(path));
const recordings = await inTurn(voices, async (path) => shifted(await speechOf(path), -0.4));
rmSync(work, { recursive: true });

const listener = ([path, from]: readonly [string, number], person = 0) => seen(listeners.get(path)!, { person, from });
judge('a speaker alone', talkers.map((mouth, i) => ({ mouths: [seen(mouth)], speech: sentences[i]!, speaker: 0 })));
judge('a speaker alone, 12.5 pictures a second', talkers.map((mouth, i) => ({ mouths: [seen(mouth, { every: 2 })], speech: sentences[i]!, speaker: 0 })));
judge('a speaker alone, pictures of 180 × 144', small.map((mouth, i) => ({ mouths: [seen(mouth)], speech: sentences[i]!, speaker: 0 })));
for (const late of [-0.08, 0.08]) judge(`a speaker alone, the sound ${late} s late`, talkers.map((mouth, i) => ({ mouths: [seen(mouth)], speech: shifted(sentences[i]!, late), speaker: 0 })));
judge('a speaker beside somebody who listens', talkers.flatMap((mouth, i) => listening.map((each) => ({ mouths: [seen(mouth), listener(each, 1)], speech: sentences[i]!, speaker: 0 }))));
judge('two who talk at once, the sound of one', talkers.flatMap((mouth, i) => talkers.flatMap((other, j) => (i === j ? [] : [{ mouths: [seen(mouth), seen(other, { person: 1 })], speech: sentences[i]!, speaker: 0 }]))));
judge('a talking face with the sentence of another', talkers.flatMap((mouth, i) => sentences.flatMap((speech, j) => (i === j ? [] : [{ mouths: [seen(mouth)], speech }]))));
judge('a talking face with recorded speech', talkers.flatMap((mouth) => recordings.map((speech) => ({ mouths: [seen(mouth)], speech }))));
judge('a talking face, its sound 0.5 s late', talkers.map((mouth, i) => ({ mouths: [seen(mouth)], speech: shifted(sentences[i]!, 0.5) })));
judge('somebody who listens or smiles, with recorded speech', listening.flatMap((each) => recordings.map((speech) => ({ mouths: [listener(each)], speech }))));
judge('a photograph with recorded speech', still.flatMap((mouth) => recordings.map((speech) => ({ mouths: [seen(mouth)], speech }))));

interface Case {
  readonly mouths: readonly Mouth[];
  readonly speech: HeardSpeech;
  /** Person who makes the sound; absent: nobody in view. */
  readonly speaker?: number;
}

function judge(kind: string, cases: readonly Case[]): void {
  const counts = { clips: cases.length, speakers: { taken: 0, moments: 0 }, others: { taken: 0, moments: 0 }, unknown: 0 };
  for (const { mouths, speech, speaker } of cases) {
    const { people, inTurn: turn } = linkSpeakers(mouths, speech);
    for (const [person, { first, values: probabilities }] of people) {
      const into = person === speaker ? counts.speakers : counts.others;
      for (const [at, probability] of probabilities.entries()) {
        if (turn[first + at] !== 1 || (first + at) * STEP > 3) continue;
        if (Number.isNaN(probability)) counts.unknown += 1;
        else into.moments += 1;
        if (probability >= 0.5) into.taken += 1;
      }
    }
  }
  if (values.json) console.log(JSON.stringify({ kind, ...counts }));
  else console.log(`${kind} (${counts.clips}): the speaker found ${share(counts.speakers)}, others taken for speakers ${share(counts.others)}, unknown ${counts.unknown}`);
}

function share({ taken, moments }: { readonly taken: number; readonly moments: number }): string {
  return moments === 0 ? '–' : `${((100 * taken) / moments).toFixed(1)} % of ${moments}`;
}
