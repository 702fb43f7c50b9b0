import type { Span } from '../../extractors/audio/sound.ts';
import { linkSpeakers } from '../../fusion/speaking/link-speakers.ts';
import { linkVoices } from '../../fusion/speaking/link-voices.ts';
import type { Mouth } from '../../fusion/speaking/mouth.ts';
import { speakerOfSpan } from '../../fusion/speaking/speaker-of-span.ts';
import type { SpeakerTrack } from '../../fusion/speaking/speaker-track.ts';
import { splitTurn } from '../../fusion/speaking/split-turn.ts';
import type { VoiceTrack } from './voice-track.ts';

/** What was heard, and whose voice it is. */
export interface NamedVoice {
  /** Its rows name the person whose voice they are about. */
  readonly voice: VoiceTrack | undefined;
  /** Absent where lips and sound cannot be compared: a clip without sound, or mouths that were not measured. */
  readonly speakers?: SpeakerTrack;
  /** The turns, cut where somebody else begins to speak; absent: `voice.turns`, of which nothing more is known. */
  readonly turns?: readonly NamedTurn[];
}

/** A part of a turn, whose voice it is and who in view speaks with it, where that is known. */
export interface NamedTurn extends Span {
  readonly speaker?: number;
  readonly person?: number;
}

/** Returns what was heard with the persons who speak, as their mouths tell. */
export function nameSpeakers(voice: VoiceTrack | undefined, mouths: readonly Mouth[]): NamedVoice {
  const levels = voice?.speech.levels;
  const measured = mouths.some(({ openings }) => Array.from(openings).some((opening) => !Number.isNaN(opening)));
  if (voice === undefined) return { voice };
  const parts: readonly NamedTurn[] = voice.voices ?? voice.turns;
  if (levels === undefined || !measured) return { voice, turns: parts };
  const { start, frameSeconds } = voice.speech;
  const speakers = linkSpeakers(mouths, { turns: voice.turns, start, frameSeconds, levels });
  const turns = nameTurns(parts, speakers);
  const rows = voice.rows.map((row) => {
    const person = speakerOfSpan(speakers, row) ?? onlyPersonIn(turns, row);
    return person === undefined ? row : { ...row, person };
  });
  return { voice: { ...voice, rows }, speakers, turns };
}

/** Cuts where another face goes on, and names the person of a voice also where the face does not show. */
function nameTurns(parts: readonly NamedTurn[], speakers: SpeakerTrack): NamedTurn[] {
  const personOf = linkVoices(speakers, parts);
  return parts.flatMap(({ speaker, ...span }) => {
    const linked = speaker === undefined ? undefined : personOf.get(speaker);
    return splitTurn(speakers, span).map(({ start, end, person = linked }) => ({ start, end, ...(speaker === undefined ? {} : { speaker }), ...(person === undefined ? {} : { person }) }));
  });
}

/** The person of all turns that reach into `span`; `undefined` when there are several, or one is nobody's. */
function onlyPersonIn(turns: readonly NamedTurn[], span: Span): number | undefined {
  const [first, ...others] = new Set(turns.filter(({ start, end }) => start < span.end && end > span.start).map(({ person }) => person));
  return others.length === 0 ? first : undefined;
}
