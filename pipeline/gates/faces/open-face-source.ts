import type { Config } from '../../../configs/schema.ts';
import { openModel } from '../../../extractors/models/open-model.ts';
import type { LinearHead } from '../../../plugins/gate/linear-head.ts';
import { openTools, type ToolSources } from '../../open-tools.ts';
import { findModelLayer } from '../find-model-layer.ts';
import { faceUnits } from './face-units.ts';
import type { FaceRowSource } from './read-face-rows.ts';

/** What finds faces, and the expression model that reads them. */
export interface FaceSource extends AsyncDisposable, Pick<FaceRowSource, 'tools' | 'units' | 'width'> {
  readonly head: LinearHead;
  /** Registry id of the expression model. */
  readonly model: string;
  /** sha256 of its file. */
  readonly sha256: string;
}

/**
 * Opens what finds faces as an analysis with this configuration would, and the units of its expression model.
 *
 * @throws ModelError as `openTools`; GateError when no last layer is found
 */
export async function openFaceSource(config: Config, sources: ToolSources): Promise<FaceSource> {
  await using opened = new AsyncDisposableStack();
  const tools = opened.use(await openTools({ ...config, modalities: ['face'], face: { ...config.face, identity: null }, gate: { ...config.gate, on: false } }, sources));
  const faces = tools.faces!; // Faces are all that was asked for
  let head: LinearHead | undefined;
  const adapt = async (model: Parameters<typeof findModelLayer>[0]) => {
    const layer = await findModelLayer(model);
    head = layer.head;
    return layer.exposed;
  };
  const { session, model } = await openModel(faces.reader.id, { ...sources, adapt });
  opened.use(session);
  const owned = opened.move();
  return { tools: faces, units: faceUnits({ session, model }), width: head!.width, head: head!, model: model.id, sha256: model.sha256, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
