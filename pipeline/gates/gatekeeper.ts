import type { Config } from '../../configs/schema.ts';
import type { LoadedModel } from '../../extractors/models/loaded-model.ts';
import { GateError } from '../../plugins/gate/gate-error.ts';
import { openGate } from '../../plugins/gate/open-gate.ts';
import { findGate, type FoundGate } from './find-gate.ts';
import { findModelLayer } from './find-model-layer.ts';

/** The gate of one model, at the coverage that is wanted. */
export interface ModelGate {
  readonly found: FoundGate;
  /** Returns how familiar units are, in [0, 1], and why a verdict on them is withheld, where it is. */
  judge(units: Float32Array): { readonly familiarity: number; readonly doubt: string | undefined };
}

/** Opens models together with their gates. */
export interface Gatekeeper {
  /** Resolves with what is to be opened of a model: with one more output, `gate.units`, where it has a gate. */
  adapt(model: LoadedModel): Promise<Uint8Array | string>;
  /** The gate of a model that was adapted; `undefined`: it has none. */
  of(id: string): ModelGate | undefined;
  /** Throws GateError when a file that the user gave was for none of the models. */
  confirm(): void;
}

/** Returns what opens models with their gates as the configuration wants it. */
export function createGatekeeper({ on, coverage, files }: Config['gate']): Gatekeeper {
  const gates = new Map<string, ModelGate>();
  return {
    async adapt(model) {
      const found = on ? await findGate(model, files) : undefined;
      if (found === undefined) return model.path;
      const { head, exposed } = await findModelLayer(model);
      const opened = openGate(found.gate, head, found.path);
      gates.set(model.id, {
        found,
        judge: (units) => {
          const reading = opened.read(units);
          return { familiarity: reading.familiarity, doubt: opened.doubt(reading, coverage ?? undefined) };
        },
      });
      return exposed;
    },
    of: (id) => gates.get(id),
    confirm: () => {
      const unused = on ? files.find((path) => ![...gates.values()].some(({ found }) => found.path === path)) : undefined;
      if (unused !== undefined) throw new GateError('OTHER_HEAD', { subject: unused, detail: 'it was fitted to none of the models that are used' });
    },
  };
}
