import type { Tracker } from '../../extractors/visual/track/create-tracker.ts';
import type { SeenFace } from '../../extractors/visual/track/matching-cost.ts';
import type { Probabilities } from '../../fusion/verdict.ts';
import type { FramePeople } from './person-sighting.ts';
import type { FaceSighting, FrameSighting } from './sighting.ts';

/** Yields every frame with its faces given to persons, best score first, and their class probabilities translated; what the gate withholds goes no further. */
export async function* trackPeople(frames: AsyncIterable<FrameSighting>, tracker: Tracker, translate: (values: Float32Array) => Probabilities): AsyncGenerator<FramePeople> {
  for await (const { frame, time, status, faces, doubted } of frames) {
    const ids = status === 'analysed' || status === 'no-face' ? tracker.update({ time, faces: faces.map(toSeen) }) : [];
    const people = faces.map(({ face, reading, mouth, familiarity, uncertain }, index) => ({
      person: ids[index]!,
      face,
      ...(uncertain === undefined ? { statement: { time, probabilities: translate(reading.probabilities), valence: reading.valence, arousal: reading.arousal } } : { uncertain }),
      ...(familiarity === undefined ? {} : { familiarity }),
      ...(mouth === undefined ? {} : { mouth }),
    }));
    yield { frame, time, status, people, ...(doubted === undefined ? {} : { doubted }) };
  }
}

function toSeen({ face: { box, score }, embedding }: FaceSighting): SeenFace {
  return { box, score, embedding };
}
