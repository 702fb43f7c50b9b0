import { faceCrops } from '../../../extractors/visual/expression/face-crops.ts';
import type { FaceInImage } from '../../../extractors/visual/face-reader.ts';
import type { OpenedModel } from '../../../extractors/visual/opened-model.ts';
import { type Items, runItems } from '../../../extractors/visual/run-items.ts';
import { UNITS } from '../../../plugins/gate/expose-units.ts';
import type { Random } from '../../../runtime/train/random.ts';
import { cropPixels, drawCrop } from './crop-pixels.ts';
import type { StrangeCrop } from './strange-crops.ts';

/** Reads what the last layer of an expression model is given for a face. */
export interface FaceUnits {
  /** Resolves with a row of units for each face, cut out as in `affekt analyze`; the crops changed by `strange`, where that is given. */
  read(faces: readonly FaceInImage[], strange?: { readonly crop: StrangeCrop; readonly random: Random }): Promise<Float32Array[]>;
}

/** Returns what reads units; the model was opened with one more output, as `exposeUnits` adds it. Of several crops of a face their mean is taken. */
export function faceUnits({ session, model }: OpenedModel): FaceUnits {
  const crops = faceCrops(model);
  return {
    read: async (faces, strange) => {
      const items = crops.items(faces);
      const outputs = await runItems(session, strange === undefined ? items : changed(items, strange));
      return faces.map((_, index) => meanRow(outputs.slice(index * crops.perFace, (index + 1) * crops.perFace).map((each) => each[UNITS]!)));
    },
  };

  function changed(items: Items, { crop, random }: { readonly crop: StrangeCrop; readonly random: Random }): Items {
    const length = items.shape.reduce((product, side) => product * side, 1);
    return {
      ...items,
      fill: (index, data, offset) => {
        items.fill(index, data, offset);
        const own = data.subarray(offset, offset + length);
        const before = cropPixels(own.slice(), crops);
        drawCrop(own, before, crops.format.layout, crop.make(before, random));
      },
    };
  }
}

function meanRow(rows: readonly Float32Array[]): Float32Array {
  return rows[0]!.map((_, unit) => rows.reduce((sum, row) => sum + row[unit]!, 0) / rows.length);
}
