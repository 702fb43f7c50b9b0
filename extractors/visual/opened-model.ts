import type { Session } from '../../runtime/runtime.ts';
import type { LoadedModel } from '../models/loaded-model.ts';

/** A session together with the model it was opened from. Whoever is given it owns the session and closes it. */
export interface OpenedModel {
  readonly session: Session;
  readonly model: LoadedModel;
}
