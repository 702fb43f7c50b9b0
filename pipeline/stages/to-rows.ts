import { speakingAt } from '../../fusion/speaking/speaking-at.ts';
import { fuseVerdicts } from '../../fusion/verdicts/fuse-verdicts.ts';
import { toVerdict } from '../../fusion/verdicts/to-verdict.ts';
import type { Verdict } from '../../fusion/verdict.ts';
import { NO_FACE } from '../gates/no-face.ts';
import type { FrameRow, SentenceRow } from '../rows.ts';
import type { NamedVoice } from './name-speakers.ts';
import { saidAt } from './said-at.ts';
import type { FramePeople, PersonSighting } from './person-sighting.ts';
import { heardAt, type Heard } from './voice-track.ts';

/** How much face, voice and words count in the fused verdict. */
export interface FusionWeights {
  readonly faceWeight: number;
  readonly voiceWeight: number;
  readonly textWeight: number;
}

/** What is heard through a clip, by whom, and what is said. */
export interface HeardClip extends NamedVoice {
  /** In order of time. Absent: there are no words. */
  readonly sentences?: readonly SentenceRow[];
}

/**
 * Yields the rows of the frame table: one for each person in a frame, one without a person for a frame in which nobody was
 * found. Voice and words are fused with the face of whoever speaks; see `isOwnVoice`.
 */
export async function* toRows(frames: AsyncIterable<FramePeople>, { voice, speakers, sentences }: HeardClip, weights: FusionWeights): AsyncGenerator<FrameRow> {
  const said = saidAt(sentences ?? []);
  for await (const { people, doubted, ...frame } of frames) {
    const heard = heardAt(voice, frame.time);
    const sound = asSound(heard);
    const text = asText(said.at(frame.time)?.verdict);
    if (people.length === 0) yield { ...frame, ...sound, ...text, ...doubts(doubted === undefined ? undefined : NO_FACE, heard.uncertain) };
    for (const sighting of people) {
      const speaking = speakers && speakingAt(speakers, sighting.person, frame.time);
      const isOwn = isOwnVoice(heard, { person: sighting.person, speaking, alone: people.length === 1 });
      const sentence = said.at(frame.time, sighting.person);
      const words = sentence?.person === undefined && !isOwn ? undefined : sentence?.verdict;
      yield { ...frame, ...sound, ...text, ...(speaking === undefined ? {} : { speaking }), ...doubts(sighting.uncertain, heard.uncertain), ...toVerdicts(sighting, { voice: isOwn ? heard.verdict : undefined, words }, weights) };
    }
  }
}

/** Probability from which somebody is the speaker, and from which somebody alone in view may be: most who are filmed alone and heard do speak. */
const SPEAKS = 0.5;
const MAY_SPEAK = 0.25;

/**
 * Whether the verdict of the voice is about this person: with others in view only where the person speaks and the window of sound is theirs; somebody alone in view is also
 * given a voice that nobody could be linked to, unless the mouth says that it is another's.
 */
function isOwnVoice(heard: Heard, { person, speaking, alone }: { readonly person: number; readonly speaking: number | undefined; readonly alone: boolean }): boolean {
  if (heard.person !== undefined && heard.person !== person) return false;
  if (speaking === undefined) return alone;
  return alone ? speaking >= MAY_SPEAK : speaking >= SPEAKS && heard.person === person;
}

function asSound({ speech, verdict }: Heard): Pick<FrameRow, 'speech' | 'voiceVerdict'> {
  return { ...(speech === undefined ? {} : { speech }), ...(verdict === undefined ? {} : { voiceVerdict: verdict }) };
}

function doubts(face: string | undefined, voice: string | undefined): Pick<FrameRow, 'uncertain'> {
  if (face === undefined && voice === undefined) return {};
  return { uncertain: { ...(face === undefined ? {} : { face }), ...(voice === undefined ? {} : { voice }) } };
}

function asText(verdict: Verdict | undefined): Pick<FrameRow, 'textVerdict'> {
  return verdict === undefined ? {} : { textVerdict: verdict };
}

interface OwnVerdicts {
  readonly voice: Verdict | undefined;
  readonly words: Verdict | undefined;
}

/** A face that the gate doubts has no verdict, and the fused one rests on the rest; where there is none, there is no fused one either. */
function toVerdicts({ person, face, statement, familiarity }: PersonSighting, { voice, words }: OwnVerdicts, { faceWeight, voiceWeight, textWeight }: FusionWeights): Pick<FrameRow, 'person' | 'face' | 'familiarity' | 'faceVerdict' | 'verdict'> {
  const faceVerdict = statement && toVerdict('face', statement);
  const all = [{ verdict: faceVerdict, weight: faceWeight }, { verdict: voice, weight: voiceWeight }, { verdict: words, weight: textWeight }];
  const parts = all.flatMap(({ verdict, weight }) => (verdict === undefined ? [] : [{ verdict, weight }]));
  const verdict = parts.some(({ weight }) => weight > 0) ? fuseVerdicts(parts) : faceVerdict;
  return { person, face, ...(familiarity === undefined ? {} : { familiarity }), ...(faceVerdict && { faceVerdict }), ...(verdict && { verdict }) };
}
