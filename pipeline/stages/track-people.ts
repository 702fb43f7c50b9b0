import type { Probabilities } from '../../fusion/verdict.ts';
import type { FramePeople } from './person-sighting.ts';
import type { FaceSighting, FrameSighting } from './sighting.ts';

/** Tells which person each face of a frame is: `createTracker` of `extractors/visual/track`. */
export interface PeopleTracker {
  /** Returns one id per face, in order. Frames come in order of time. */
  update(seen: { readonly time: number; readonly faces: readonly TrackedFace[] }): readonly number[];
}

/** What the tracker needs of a face. */
export interface TrackedFace {
  readonly box: FaceSighting['face']['box'];
  readonly score: number;
  readonly embedding?: Float32Array;
}

/** Yields every frame with its faces given to persons, best score first, and their class probabilities translated. */
export async function* trackPeople(frames: AsyncIterable<FrameSighting>, tracker: PeopleTracker, translate: (values: Float32Array) => Probabilities): AsyncGenerator<FramePeople> {
  for await (const { frame, time, status, faces } of frames) {
    const ids = status === 'analysed' || status === 'no-face' ? tracker.update({ time, faces: faces.map(toTracked) }) : [];
    const people = faces.map(({ face, reading }, index) => ({
      person: ids[index]!,
      face,
      statement: { time, probabilities: translate(reading.probabilities), valence: reading.valence, arousal: reading.arousal },
    }));
    yield { frame, time, status, people };
  }
}

function toTracked({ face, embedding }: FaceSighting): TrackedFace {
  return { box: face.box, score: face.score, ...(embedding === undefined ? {} : { embedding }) };
}
