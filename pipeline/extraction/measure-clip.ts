import { TranscriptError } from '../../extractors/text/transcripts/transcript-error.ts';
import { MediaError } from '../media/media-error.ts';
import { probe } from '../media/probe.ts';
import { readSound } from '../media/read-sound.ts';
import type { FoundTranscript } from '../words/open-transcripts.ts';
import { toClipClock } from '../words/to-clip-clock.ts';
import type { ExtractionPlan } from './extraction-plan.ts';
import type { FeatureRow, FeatureSound, FeatureWords, PictureSet, SoundSet, WordSet } from './feature-set.ts';

/** What a clip is measured in. */
export interface ClipSource {
  readonly path: string;
  /** Its transcript, for features of words; absent where it has none. */
  readonly transcript: FoundTranscript | undefined;
}

/** What is measured in one clip, when it is asked for. */
export interface ClipMeasures {
  /** Resolves with the row of the clip; nothing where there is none. */
  utterance(): Promise<ArrayLike<number> | undefined>;
  /** Yields the rows of its frames, with their times. */
  frames(): AsyncIterable<FeatureRow>;
  /** Resolves with the rows of an array without times, shape `[T, columns]`, in single precision. */
  array(): Promise<Float32Array>;
}

/**
 * Resolves with the features of a clip, not computed yet.
 *
 * @throws MediaError when the clip cannot be read or lacks the sound or pictures that are wanted; TranscriptError when it has no transcript, or one that cannot be read
 */
export async function measureClip(source: ClipSource, plan: ExtractionPlan): Promise<ClipMeasures> {
  const { set } = plan;
  if (set.of === 'pictures') return ofPictures(set, source.path, plan);
  return set.of === 'sound' ? ofSound(set, await openSound(source.path, set, plan)) : ofWords(set, await openWords(source, plan));
}

function ofSound({ utt, frame }: SoundSet, sound: FeatureSound): ClipMeasures {
  const frames = () => frame.extract(sound);
  return { utterance: () => utt.extract(sound), frames, array: () => joinRows(frames()) };
}

async function ofPictures({ utt, frame }: PictureSet, path: string, { tools, signal }: ExtractionPlan): Promise<ClipMeasures> {
  const facts = await probe(path, { tools, signal });
  if (facts.video === undefined) throw new MediaError('NO_VIDEO_STREAM', { path, detail: 'has no pictures' });
  const pictures = { facts, tools, signal };
  return { utterance: () => utt.extract(pictures), frames: () => frame.extract(pictures), array: () => joinRows(frame.extract(pictures)) };
}

/** An array of words has a row for each token: where nobody speaks there is nothing, and an array cannot say when that is. */
function ofWords(set: WordSet, words: FeatureWords): ClipMeasures {
  return { utterance: () => set.utt.extract(words), frames: () => set.frame.extract(words), array: async () => (await set.tokens(words)) ?? new Float32Array() };
}

async function openSound(path: string, set: SoundSet, { tools, signal }: ExtractionPlan): Promise<FeatureSound> {
  const facts = await probe(path, { tools, signal });
  if (facts.audio === undefined) throw new MediaError('NO_AUDIO_STREAM', { path, detail: 'has no sound' });
  const sampleRate = set.sampleRate(facts.audio.sampleRate);
  return { sampleRate, signal, pieces: samplesOf(readSound(facts, { sampleRate, tools, signal })) };
}

async function* samplesOf(sounds: AsyncIterable<{ readonly samples: Float32Array }>): AsyncGenerator<Float32Array> {
  for await (const { samples } of sounds) yield samples;
}

async function openWords({ path, transcript }: ClipSource, { tools, signal }: ExtractionPlan): Promise<FeatureWords> {
  if (transcript === undefined) throw new TranscriptError('NOT_FOUND', { path, detail: 'has no transcript', next: 'Put one beside it, name where they are with `--transcripts`, or make one with `affekt transcribe`.' });
  return { transcript: await transcript.read(toClipClock(await probe(path, { tools, signal }))), signal };
}

async function joinRows(rows: AsyncIterable<FeatureRow>): Promise<Float32Array> {
  const all: Float32Array[] = [];
  for await (const { values } of rows) all.push(Float32Array.from(values));
  const columns = all[0]?.length ?? 0;
  const data = new Float32Array(all.length * columns);
  all.forEach((row, i) => data.set(row, i * columns));
  return data;
}
