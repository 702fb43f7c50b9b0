import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import type { Sound } from '../../extractors/audio/sound.ts';
import { cutPieces } from '../../extractors/text/recognisers/cut-pieces.ts';
import { joinPieces } from '../../extractors/text/recognisers/join-pieces.ts';
import type { RecognisedPiece, Transcriber } from '../../extractors/text/recognisers/transcriber.ts';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import { readSound } from '../media/read-sound.ts';
import { packageVersion } from '../package-version.ts';
import { openRecogniseLedger, type RecogniseLedger } from './recognise-ledger.ts';
import { planRecognition, type SpeechPlan } from './recognise-plan.ts';

/** What recognising a clip takes. */
export interface RecogniseJob {
  readonly transcriber: Transcriber;
  readonly activity: VoiceActivity;
  /** Code of Whisper (`toWhisperLanguage`); without it each piece is asked for its language. */
  readonly language?: string | undefined;
  readonly tools: MediaTools;
  /** File in which what was recognised is kept, so that a stopped run goes on. */
  readonly ledger: string;
  /** Forget what is in the ledger. */
  readonly force?: boolean;
  readonly signal: AbortSignal;
  /** Hears how far it has come after each piece. */
  readonly onProgress?: ((progress: RecogniseProgress) => void) | undefined;
}

/** Seconds of sound in pieces. */
export interface RecogniseProgress {
  readonly done: number;
  /** Of these, how many this run has recognised. */
  readonly fresh: number;
  readonly total: number;
}

/** What a clip says, and whether all of it was in the ledger. */
export interface RecognisedClip {
  readonly transcript: Transcript;
  readonly kept: boolean;
}

/**
 * Resolves with the transcript of the clip at `path`, on its own clock. Its sound is read twice: once for when somebody speaks, once for those pieces; neither time is more than a
 * piece held. A clip without sound, or in which nobody speaks, has an empty transcript.
 *
 * @throws MediaError when it cannot be read at all; RecogniserError; OutputError when the ledger cannot be written; the signal's reason
 */
export async function recogniseClip(path: string, job: RecogniseJob): Promise<RecognisedClip> {
  const { tools, signal, transcriber, activity, language } = job;
  const facts = await probe(path, { tools, signal });
  const ledger = await openRecogniseLedger(job.ledger, await keyOf(path, job));
  const notes = new Set<string>();
  const sounds = () => untilDamage(readSound(facts, { tools, signal }), (note) => notes.add(note));
  let plan = ledger.plan;
  const wasPlanned = plan !== undefined && job.force !== true;
  if (plan === undefined || !wasPlanned) {
    plan = await planRecognition(sounds(), activity);
    await ledger.begin(plan);
  }
  const kept = wasPlanned && ledger.pieces.size === plan.pieces.length;
  if (!kept) await recogniseMissing(sounds(), { plan, ledger, job });
  const pieces = [...ledger.pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  const transcript = joinPieces(pieces, { source: transcriber.source, turns: plan.turns, language });
  if (facts.audio === undefined) notes.add('The clip has no sound.');
  return { transcript: { ...transcript, notes: [...notes, ...transcript.notes] }, kept };
}

/** What must be the same for earlier work to count. */
async function keyOf(path: string, { transcriber, activity, language }: RecogniseJob): Promise<Record<string, string | number | null>> {
  const { size, mtimeMs } = await stat(path);
  const { id, sha256 } = transcriber.source;
  return { affekt: packageVersion(), clip: resolve(path), bytes: size, modified: Math.round(mtimeMs), recogniser: id, sha256, activity: activity.id, language: language ?? null };
}

interface Work {
  readonly plan: SpeechPlan;
  readonly ledger: RecogniseLedger;
  readonly job: RecogniseJob;
}

async function recogniseMissing(sounds: AsyncIterable<Sound>, { plan, ledger, job: { transcriber, language, signal, onProgress } }: Work): Promise<void> {
  const missing = plan.pieces.flatMap((span, index) => (ledger.pieces.has(index) ? [] : [{ index, span }]));
  const length = (pieces: Iterable<{ start: number; end: number }>) => [...pieces].reduce((sum, { start, end }) => sum + end - start, 0);
  const [total, before] = [length(plan.pieces), length(ledger.pieces.values())];
  let fresh = 0;
  let next = 0;
  onProgress?.({ done: before, fresh, total });
  for await (const piece of transcriber.transcribe(cutPieces(sounds, missing.map(({ span }) => span)), { language, signal })) {
    await ledger.add(missing[next]!.index, piece);
    next += 1;
    fresh += piece.end - piece.start;
    onProgress?.({ done: before + fresh, fresh, total });
  }
  for (const { index, span } of missing.slice(next)) await ledger.add(index, emptyPiece(span)); // Beyond the end of sound that is damaged
}

function emptyPiece(span: { readonly start: number; readonly end: number }): RecognisedPiece {
  return { ...span, sentences: [] };
}

/** What can be heard of damaged sound, up to the damage. */
async function* untilDamage(sounds: AsyncIterable<Sound>, onDamage: (note: string) => void): AsyncGenerator<Sound> {
  let heard = false;
  try {
    for await (const sound of sounds) {
      heard = true;
      yield sound;
    }
  } catch (error) {
    if (!(error instanceof MediaError) || !heard) throw error;
    onDamage(error.message);
  }
}
