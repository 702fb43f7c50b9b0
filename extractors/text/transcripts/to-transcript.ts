import type { Sentence, Transcript } from '../transcript.ts';
import { cutToClip } from './cut-to-clip.ts';
import type { Cue, Reading } from './cue.ts';
import { fillEnds } from './fill-ends.ts';
import { leaveOutBad } from './leave-out-bad.ts';
import { roundTime } from './parse-time.ts';
import { TranscriptError } from './transcript-error.ts';
import type { ClipClock, TranscriptOptions } from './transcript-options.ts';

/**
 * Brings what was read onto the clock of its clip: checks times, moves them, sorts, ends each sentence and cuts at the ends of the clip. Sentences that overlap stay.
 *
 * @param path for messages
 * @throws TranscriptError NO_TIMES when no sentence has a good time, NO_CLIP when the text of a whole clip comes without a clip
 */
export function toTranscript(reading: Reading, path: string, { source, ...options }: TranscriptOptions & Pick<Transcript, 'source'>): Transcript {
  const said = reading.cues.filter(({ text }) => text !== '');
  const { cues, notes } = leaveOutBad(said, reading.place);
  if (cues.length === 0 && said.length > 0) throw new TranscriptError('NO_TIMES', { path, detail: `has no sentence with a good time. ${notes.join(' ').replace(/\.$/, '')}` });
  if (reading.clock === 'none' && options.clip === undefined) throw new TranscriptError('NO_CLIP', { path, detail: 'has a text for the whole clip and no times' });
  const moved = cues.map((cue) => moveCue(cue, toClock(reading, options))).toSorted((a, b) => a.start - b.start || (a.end ?? a.start) - (b.end ?? b.start));
  const ended = fillEnds(moved, options.clip?.duration);
  const cut = cutToClip(ended.cues, options.clip?.duration);
  return {
    sentences: cut.cues.map(toSentence),
    ...(reading.language !== undefined && { language: reading.language }),
    source,
    notes: [...reading.notes, ...notes, ...noteClock(reading, options.clip), ...ended.notes, ...cut.notes],
  };
}

interface Clock {
  readonly scale: number;
  readonly shift: number;
}

function toClock({ clock }: Reading, { clip, offset = 0, scale = 1 }: TranscriptOptions): Clock {
  if (clock === 'none') return { scale: 1, shift: 0 };
  const origin = clock === 'sound' ? (clip?.soundStart ?? 0) : clock === 'container' ? -(clip?.start ?? 0) : 0;
  return { scale, shift: offset + origin };
}

function moveCue(cue: Cue, { scale, shift }: Clock): Cue {
  const move = (time: number) => roundTime(time * scale + shift);
  const words = cue.words?.map((word) => ({ ...word, start: move(word.start), end: move(word.end) })).toSorted((a, b) => a.start - b.start || a.end - b.end);
  return { ...cue, start: move(cue.start), end: cue.end === undefined ? undefined : move(cue.end), ...(words && { words }) };
}

function noteClock({ clock }: Reading, clip: ClipClock | undefined): string[] {
  if (clock === 'container' && clip === undefined) return ['Times are time stamps of the video stream: give the clip to bring them onto its clock.'];
  if (clock === 'sound' && (clip?.soundStart ?? 0) > 0) return [`Times count from the beginning of the sound, which is ${clip!.soundStart!} s after that of the clip: so much was added.`];
  return [];
}

function toSentence({ start, end, text, speaker, words }: Cue & { readonly end: number }): Sentence {
  return { start, end, text, ...(speaker !== undefined && { speaker }), ...(words !== undefined && words.length > 0 && { words }) };
}
