import type { LoadedModel } from '../../extractors/models/loaded-model.ts';
import { exposeUnits } from '../../plugins/gate/expose-units.ts';
import { findLastLayer } from '../../plugins/gate/last-layer.ts';
import { type LinearHead, takeClasses } from '../../plugins/gate/linear-head.ts';
import { readModel } from '../../runtime/onnx/read-model.ts';
import { writeModel } from '../../runtime/onnx/write-model.ts';

/** The last layer of a model of the registry. */
export interface ModelLayer {
  /** Of its classes alone: valence and arousal, where the same layer gives them, are left out. */
  readonly head: LinearHead;
  /** The model with one more output, `gate.units`. */
  readonly exposed: Uint8Array;
}

/**
 * Resolves with the last layer of a model.
 *
 * @throws GateError NO_LAST_LAYER when none is found
 */
export async function findModelLayer({ id, path, card }: LoadedModel): Promise<ModelLayer> {
  const graph = await readModel(path);
  const layer = findLastLayer(graph, { subject: id });
  const { labels, valenceArousal } = card.output;
  return { head: valenceArousal && labels ? takeClasses(layer.head, labels.length) : layer.head, exposed: writeModel(exposeUnits(graph, layer)) };
}
