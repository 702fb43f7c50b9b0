import { join } from 'node:path';
import { openTextReader } from '../../extractors/text/emotion/open-text-reader.ts';
import type { ClipAdditions, ClipResults } from '../clip-results.ts';
import type { PluginContext } from '../plugin.ts';
import { BudgetReached } from './budget.ts';
import { cachedModel } from './cached-model.ts';
import { classifyMoment } from './classify-moment.ts';
import { type Answer, describeMoment } from './describe-moment.ts';
import { faceCues } from './face-cues.ts';
import { collectFaces, type FaceTrack, rowsWithin } from './face-track.ts';
import { inParallel } from './in-parallel.ts';
import type { LanguageModel } from './language-model.ts';
import { type Moment, toMoments } from './moment.ts';
import { openLanguageModel } from './open-language-model.ts';
import type { DescriberOptions } from './options.ts';
import { redactText } from './redact-text.ts';
import { agreementTable, descriptionTable, type DescribedMoment } from './tables.ts';
import { toMessages } from './to-messages.ts';
import { toLines, toNotes, toRecord } from './to-record.ts';
import { voiceCues } from './voice-cues.ts';

/** Describes a clip, or each of its sentences or segments, in words; see docs/plugins.md. */
export async function describeClip(results: ClipResults, options: DescriberOptions, context: PluginContext): Promise<ClipAdditions> {
  const { model: opened, budget } = await openLanguageModel(options, context);
  const before = budget.spent();
  const model = options.cache ? cachedModel(opened, join(context.cacheFolder, 'answers')) : { ...opened, remembered: () => 0 };
  const tracks = await collectFaces(results.frames());
  const moments = toMoments(results, options.per);
  const tell = await openTell(model, options);
  const described = await inParallel(moments, { most: model.remote ? options.parallel : 1, signal: context.signal, onDone: progress(moments.length, context.say) }, async (moment): Promise<DescribedMoment> => {
    const seen = seenIn(moment, tracks);
    const track = seen[0];
    const cues = [...(track === undefined ? [] : faceCues(track, moment)), ...voiceCues(results.voice, { ...moment, ...(track && { person: track.person }) })];
    const classified = classifyMoment(track, moment, results);
    const about = { moment, ...(track && { person: track.person }), ...(classified && { classified }) };
    if (cues.length === 0 && (tell === undefined || moment.sentences.length === 0)) return { ...about, answer: { state: 'no cues' } };
    const messages = toMessages({ moment, people: seen.length, cues, tell });
    return { ...about, answer: await orBudget(describeMoment(model, messages, { ...options, signal: context.signal })) };
  });
  const outcome = { described, model, options, before, after: budget.spent(), remembered: model.remembered(), dialect: context.memory.get('dialect'), said: results.sentences.length > 0 };
  for (const line of toLines(outcome)) context.say(line);
  const unasked = described.filter(({ answer }) => answer.state === 'not asked').length;
  return {
    tables: [descriptionTable(described), agreementTable(described)],
    notes: toNotes(outcome),
    record: toRecord(outcome),
    ...(unasked === 0 ? {} : { incomplete: `The budget is used up, and ${unasked} of ${described.length} moments were not asked about. Raise it, and run the same command again: answers so far are kept.` }),
  };
}

/** Seconds between two lines of progress. */
const LINE_EVERY = 10;

function progress(total: number, say: (line: string) => void): (done: number) => void {
  let last = Date.now();
  return (done) => {
    if (done === total || Date.now() - last < LINE_EVERY * 1000) return;
    last = Date.now();
    say(`${done} of ${total} moments`);
  };
}

/** The tracks of those in view in a moment: first who is meant, else who is in view longest. */
function seenIn(moment: Moment, tracks: readonly FaceTrack[]): FaceTrack[] {
  const length = (track: FaceTrack) => rowsWithin(track, moment)[1] - rowsWithin(track, moment)[0];
  const seen = tracks.map((track) => ({ track, rows: length(track) })).filter(({ rows }) => rows > 0);
  const rank = ({ track, rows }: (typeof seen)[number]) => (track.person === moment.person ? Infinity : rows);
  return seen.sort((a, b) => rank(b) - rank(a) || a.track.person - b.track.person).map(({ track }) => track);
}

/** How the model may see what is said; `undefined`: not at all. */
async function openTell({ remote }: LanguageModel, { sendTranscripts, redact }: DescriberOptions): Promise<((text: string) => string) | undefined> {
  if (!remote) return (text) => text;
  if (!sendTranscripts) return undefined;
  if (!redact) return (text) => text;
  const reader = await openTextReader();
  return (text) => redactText(text, reader);
}

async function orBudget(answer: Promise<Answer>): Promise<Answer | { readonly state: 'not asked' }> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BudgetReached) return { state: 'not asked' };
    throw error;
  }
}
