import type { Face, Landmarks } from '../../extractors/visual/face.ts';
import type { FrameStatus } from '../media/frame.ts';
import type { FaceSighting, FrameSighting } from '../stages/sighting.ts';

type FaceArray = readonly [score: number, box: readonly number[], landmarks: readonly number[], probabilities: readonly number[], valenceArousal: readonly [number, number] | 0, embedding: string | 0, mouth?: number | null, familiarity?: number | null, uncertain?: string];
type FrameArray = readonly [frame: number, time: number, status: FrameStatus, faces: readonly FaceArray[], doubted?: number];

const LANDMARKS = ['rightEye', 'leftEye', 'nose', 'rightMouth', 'leftMouth'] as const satisfies readonly (keyof Landmarks)[];

/** Returns one line of JSON, without its line break; a full stop at the end shows that it was written whole. */
export function toLine(batch: readonly FrameSighting[]): string {
  return `${JSON.stringify(batch.map(({ frame, time, status, faces, doubted }) => [frame, time, status, faces.map(toArray), ...(doubted === undefined ? [] : [doubted])]))}.`;
}

/** Returns the frames of one line, or `undefined` when the line was not written whole. */
export function fromLine(line: string): FrameSighting[] | undefined {
  if (!line.endsWith('.')) return undefined;
  return (JSON.parse(line.slice(0, -1)) as FrameArray[]).map(([frame, time, status, faces, doubted]) => ({ frame, time, status, faces: faces.map(fromArray), ...(doubted === undefined ? {} : { doubted }) }));
}

function toArray({ face, reading, embedding, mouth, familiarity, uncertain }: FaceSighting): FaceArray {
  const { box, landmarks, score } = face;
  const facts: FaceArray = [
    score,
    [box.x, box.y, box.width, box.height],
    LANDMARKS.flatMap((name) => [landmarks[name].x, landmarks[name].y]),
    [...reading.probabilities],
    reading.valence === undefined || reading.arousal === undefined ? 0 : [reading.valence, reading.arousal],
    embedding === undefined ? 0 : Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength).toString('base64'),
  ];
  const more = [mouth, familiarity, uncertain];
  const known = more.findLastIndex((each) => each !== undefined) + 1;
  return [...facts, ...more.slice(0, known)] as unknown as FaceArray; // JSON has null for what is undefined
}

function fromArray([score, [x, y, width, height], points, probabilities, valenceArousal, embedding, mouth, familiarity, uncertain]: FaceArray): FaceSighting {
  const landmarks = Object.fromEntries(LANDMARKS.map((name, index) => [name, { x: points[2 * index]!, y: points[2 * index + 1]! }])) as unknown as Landmarks;
  const face: Face = { score, box: { x: x!, y: y!, width: width!, height: height! }, landmarks };
  const reading = { probabilities: Float32Array.from(probabilities), ...(valenceArousal === 0 ? {} : { valence: valenceArousal[0], arousal: valenceArousal[1] }) };
  return { face, reading, ...(embedding === 0 ? {} : { embedding: toFloats(embedding) }), ...present({ mouth, familiarity, uncertain }) };
}

function present(given: { readonly mouth: number | null | undefined; readonly familiarity: number | null | undefined; readonly uncertain: string | undefined }): Pick<FaceSighting, 'mouth' | 'familiarity' | 'uncertain'> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
}

function toFloats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
