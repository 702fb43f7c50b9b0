import type { FaceInImage, FaceReader } from '../../../extractors/visual/face-reader.ts';
import { joinRows, type UnitRows } from '../../../plugins/gate/unit-rows.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { besideFace } from './beside-faces.ts';
import type { FaceUnits } from './face-units.ts';
import { STRANGE_CROPS } from './strange-crops.ts';

/** What the last layer is given for the faces of one clip, and for what is made of them. */
export interface FaceRows {
  /** Faces that were seen, of which as many were read as there are rows. */
  readonly seen: number;
  readonly faces: UnitRows;
  /** By kind; each a row for a face, or less. */
  readonly strange: Readonly<Record<string, UnitRows>>;
}

/** Places beside faces, by name of the kind. */
export const BESIDE = 'beside faces';
const SEED = 1;

/** A reader that keeps units instead of naming expressions. */
export interface FaceKeeper extends FaceReader {
  rows(): FaceRows;
}

/**
 * Returns a reader that keeps what a model makes of the faces of one clip, and of outliers made of them. Of more than `most` faces every second, fourth, … is kept, so that they are spread over the clip.
 *
 * @param clip its name; what is drawn at random hangs on it
 * @param strange whether outliers are made
 */
export function keepFaces(units: FaceUnits, { clip, width, most, strange }: { readonly clip: string; readonly width: number; readonly most: number; readonly strange: boolean }): FaceKeeper {
  let [seen, step] = [0, 1];
  let kept: { readonly place: number; readonly rows: Readonly<Record<string, Float32Array>> }[] = [];
  const kinds = strange ? [BESIDE, ...Object.keys(STRANGE_CROPS)] : [];
  return {
    id: 'units',
    labels: [],
    read: async (faces) => {
      const places = faces.map((_, index) => seen + index);
      seen += faces.length;
      const due = faces.flatMap((face, index) => (places[index]! % step === 0 ? [{ face, place: places[index]! }] : []));
      const rows = await readKinds(due.map(({ face }) => face), faces, { units, kinds, key: [clip, seen] });
      kept.push(...due.map(({ place }, index) => ({ place, rows: rows[index]! })));
      for (; kept.length > most; kept = kept.filter(({ place }) => place % step === 0)) step *= 2;
      return faces.map(() => ({ probabilities: new Float32Array() }));
    },
    rows: () => {
      const all = (kind: string) => joinRows(kept.flatMap(({ rows }) => (rows[kind] === undefined ? [] : [{ values: rows[kind], width }])), width);
      return { seen, faces: all(''), strange: Object.fromEntries(kinds.map((kind) => [kind, all(kind)])) };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Resolves with the rows of each face: under `''` its own, and one of each kind. */
async function readKinds(faces: readonly FaceInImage[], others: readonly FaceInImage[], { units, kinds, key }: { readonly units: FaceUnits; readonly kinds: readonly string[]; readonly key: readonly (string | number)[] }): Promise<Record<string, Float32Array>[]> {
  if (faces.length === 0) return [];
  const own = await units.read(faces);
  const all: Record<string, Float32Array>[] = own.map((row) => ({ '': row }));
  for (const kind of kinds) {
    const random = randomFor(SEED, kind, ...key);
    const crop = STRANGE_CROPS[kind];
    const places = crop === undefined ? faces.map((face) => besideFace(face, others, random)) : faces;
    const known = places.flatMap((place, index) => (place === undefined ? [] : [{ place, index }]));
    const rows = known.length === 0 ? [] : await units.read(known.map(({ place }) => place), crop && { crop, random });
    known.forEach(({ index }, at) => (all[index]![kind] = rows[at]!));
  }
  return all;
}
