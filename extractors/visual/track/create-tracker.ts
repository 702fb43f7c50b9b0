import { addLook, similarity } from './gallery.ts';
import { assign } from './assign.ts';
import { matchingCost } from './matching-cost.ts';
import { continueMotion, startMotion } from './motion.ts';
import type { Circumstances, Person, SeenFace } from './matching-cost.ts';

/** The faces of one frame. */
export interface Sighting {
  /** Presentation time in seconds, not before that of the sighting before. */
  readonly time: number;
  readonly faces: readonly SeenFace[];
}

/** When two faces are one person's. */
export interface TrackerOptions {
  /** Cosine similarity from which two embeddings are taken for one person: `samePerson` of the embedder. */
  readonly samePerson: number;
  /** Cosine similarity below which they are surely of two. Default: `samePerson − 0.2`. */
  readonly differentPerson?: number;
  /** Seconds for which somebody out of sight is found again by place alone. Default 1.5. */
  readonly memory?: number;
}

/** Follows people through a video. */
export interface Tracker {
  /**
   * Returns the person of each face, in order. Ids count from 0 in order of first appearance and are never given to
   * somebody else. Give every analysed frame once, in order, also those without a face.
   */
  update(sighting: Sighting): readonly number[];
}

/** What a face without a person costs: more than any person who is possible. */
const NOBODY = 1.5;

/**
 * Returns a tracker that has seen nobody. It joins motion (constant velocity, in seconds, so any frame rate will do) and
 * appearance (embeddings, on the frames that have them) and gives faces to people by the least total cost. Without
 * embeddings, somebody who leaves, or a cut, makes a new person. The ids depend on the sightings alone.
 */
export function createTracker({ samePerson, differentPerson = samePerson - 0.2, memory = 1.5 }: TrackerOptions): Tracker {
  const people: Person[] = [];
  let before = -Infinity;
  return {
    update({ time, faces }) {
      const circumstances = { time, before, samePerson, differentPerson, memory };
      const found = findPeople(people, faces, circumstances);
      before = time;
      return faces.map((face, index) => {
        const id = found[index] ?? people.length;
        people[id] = meet(people[id], face, { ...circumstances, id });
        return id;
      });
    },
  };
}

/** Returns the id of each face's person, `undefined` for a new one. */
function findPeople(people: readonly Person[], faces: readonly SeenFace[], circumstances: Circumstances): (number | undefined)[] {
  const costs = faces.map((face) => [...people.map((person) => matchingCost(person, face, circumstances)), ...faces.map(() => NOBODY)]);
  return assign(costs).map((column) => people[column]?.id);
}

/** Returns what is known of a person after a sighting. A look that is unlike all earlier ones is not learnt. */
function meet(person: Person | undefined, { box, embedding }: SeenFace, { id, time, samePerson }: Circumstances & { id: number }): Person {
  if (person === undefined) return { id, motion: startMotion(box, time), gallery: embedding ? [embedding] : [], sightings: 1 };
  const learn = embedding !== undefined && (similarity(person.gallery, embedding) ?? samePerson) >= samePerson;
  return {
    id,
    motion: continueMotion(person.motion, box, time),
    gallery: learn ? addLook(person.gallery, embedding) : person.gallery,
    sightings: person.sightings + 1,
  };
}
