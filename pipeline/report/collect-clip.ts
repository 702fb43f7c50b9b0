import { EXPRESSIONS, type Verdict } from '../../fusion/verdict.ts';
import type { FrameStatus } from '../media/frame.ts';
import type { FrameRow } from '../rows.ts';

/** The order of the codes in `ClipRecord.status`. */
const STATUSES: readonly FrameStatus[] = ['analysed', 'no-face', 'skipped', 'failed'];

/** What is known of one person through a clip, one entry per frame in which it was seen. */
export interface PersonRecord {
  readonly id: number;
  /** Positions in `ClipRecord.times`. */
  readonly frames: number[];
  /** x, y, width, height of each: pixels. */
  readonly boxes: number[];
  /** Eight of each, in the order of `EXPRESSIONS`; NaN for a class that the model does not know. */
  readonly probabilities: number[];
  /** Valence and arousal of each. */
  readonly affect: number[];
  /** Index of the most probable expression; 255 without a verdict. */
  readonly expressions: number[];
  /** Bits: 1 face, 2 voice, 4 text, 8 valence and arousal are measured. */
  readonly bases: number[];
  /** Why the face of each has no verdict: 0 where it has, else 1 more than the index in `ClipRecord.doubts`. */
  readonly doubts: number[];
}

/** A clip's rows, by column: small enough to hold for hours of video. */
export interface ClipRecord {
  /** Presentation time of every frame, in seconds. */
  readonly times: number[];
  /** Index into `STATUSES` of every frame. */
  readonly status: number[];
  /** Seen longest first. */
  readonly people: readonly PersonRecord[];
  /** Reasons why faces have no verdict: `['unlike training']`. */
  readonly doubts: readonly string[];
}

const BITS = { face: 1, voice: 2, text: 4 } as const;

/** Reads all rows, in the order of their frames, and resolves with them by column. */
export async function collectClip(rows: Iterable<FrameRow> | AsyncIterable<FrameRow>): Promise<ClipRecord> {
  const times: number[] = [];
  const status: number[] = [];
  const people = new Map<number, PersonRecord>();
  const doubts: string[] = [];
  let last = -1;
  for await (const row of rows) {
    if (row.frame !== last) {
      times.push(row.time);
      status.push(STATUSES.indexOf(row.status));
      last = row.frame;
    }
    if (row.person === undefined) continue;
    const person = people.get(row.person) ?? emptyPerson(row.person);
    people.set(row.person, person);
    addSighting(person, row, times.length - 1);
    person.doubts.push(codeOf(row.uncertain?.face, doubts));
  }
  return { times, status, people: [...people.values()].sort((a, b) => b.frames.length - a.frames.length || a.id - b.id), doubts };
}

function emptyPerson(id: number): PersonRecord {
  return { id, frames: [], boxes: [], probabilities: [], affect: [], expressions: [], bases: [], doubts: [] };
}

/** 0 for no reason; a new one is added to `doubts`, of which a byte can tell 255. */
function codeOf(reason: string | undefined, doubts: string[]): number {
  if (reason === undefined) return 0;
  if (!doubts.includes(reason) && doubts.length < 255) doubts.push(reason);
  return doubts.indexOf(reason) + 1;
}

function addSighting(person: PersonRecord, { face, verdict }: FrameRow, frame: number): void {
  person.frames.push(frame);
  person.boxes.push(face?.box.x ?? 0, face?.box.y ?? 0, face?.box.width ?? 0, face?.box.height ?? 0);
  person.probabilities.push(...EXPRESSIONS.map((expression) => verdict?.probabilities[expression] ?? Number.NaN));
  person.affect.push(verdict?.valence ?? Number.NaN, verdict?.arousal ?? Number.NaN);
  person.expressions.push(verdict ? EXPRESSIONS.indexOf(verdict.expression) : 255);
  person.bases.push(toBits(verdict));
}

function toBits(verdict: Verdict | undefined): number {
  if (!verdict) return 0;
  const modalities = verdict.restsOn.reduce((bits, modality) => bits | BITS[modality], 0);
  return modalities | (verdict.valenceArousal === 'measured' ? 8 : 0);
}
