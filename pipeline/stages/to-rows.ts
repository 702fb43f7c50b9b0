import { fuseVerdicts } from '../../fusion/verdicts/fuse-verdicts.ts';
import { toVerdict } from '../../fusion/verdicts/to-verdict.ts';
import type { FrameRow } from '../rows.ts';
import type { FramePeople, PersonSighting } from './person-sighting.ts';
import { heardAt, type Heard, type VoiceTrack } from './voice-track.ts';

/** How much face and voice count in the fused verdict. */
export interface FusionWeights {
  readonly faceWeight: number;
  readonly voiceWeight: number;
}

/**
 * Yields the rows of the frame table: one for each person in a frame, one without a person for a frame in which nobody was
 * found. The voice is fused where somebody speaks and one face is seen, since then it is known whose voice it is.
 */
export async function* toRows(frames: AsyncIterable<FramePeople>, voice: VoiceTrack | undefined, weights: FusionWeights): AsyncGenerator<FrameRow> {
  for await (const { people, ...frame } of frames) {
    const heard = heardAt(voice, frame.time);
    const sound = { ...(heard.speech === undefined ? {} : { speech: heard.speech }), ...(heard.verdict === undefined ? {} : { voiceVerdict: heard.verdict }) };
    if (people.length === 0) yield { ...frame, ...sound };
    for (const sighting of people) yield { ...frame, ...sound, ...toVerdicts(sighting, people.length === 1 ? heard : {}, weights) };
  }
}

function toVerdicts({ person, face, statement }: PersonSighting, heard: Heard, { faceWeight, voiceWeight }: FusionWeights) {
  const faceVerdict = toVerdict('face', statement);
  const parts = [{ verdict: faceVerdict, weight: faceWeight }];
  if (heard.verdict !== undefined) parts.push({ verdict: heard.verdict, weight: voiceWeight });
  const verdict = parts.some(({ weight }) => weight > 0) ? fuseVerdicts(parts) : faceVerdict;
  return { person, face, faceVerdict, verdict };
}
