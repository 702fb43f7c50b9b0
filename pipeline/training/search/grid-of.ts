import { ConfigError } from '../../../configs/config-error.ts';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { toFusionModel } from '../data/to-model-parts.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { FusionModelEntry } from '../../../fusion/models/fusion-model-entry.ts';

/** A value of a setting: what JSON can hold. */
export type SettingValue = number | string | boolean | null | readonly number[] | readonly Readonly<Record<string, number | string | boolean>>[] | { readonly kind: 'value'; readonly limit: number };

/** Values by the name of a setting: `'training.learningRate'`. */
export type DrawnSettings = Readonly<Record<string, SettingValue>>;

/** The values that a search draws from, by the name of a setting. */
export type Grid = Readonly<Record<string, readonly SettingValue[]>>;

/** What decides which data are read, or what runs are compared by. */
const OF_DATA = new Set(['model', 'model.name', 'model.options', 'head', 'head.name', 'head.heads', 'training', 'training.metric']);
const NEXT = 'Search over settings below model.options, head and training; for others make a run of each.';

/**
 * Returns the grid that a configuration is searched over: the given one or, when that is empty, what the model's authors and MERBench
 * search: options of the model that the configuration leaves open, learning rate, and limit of each number of the gradients.
 *
 * @throws ConfigError when there is no such model, or a setting of the grid is one that runs on the same data cannot differ in
 */
export function gridOf(config: TrainingConfig): Grid {
  const given = config.search?.grid ?? {};
  if (Object.keys(given).length === 0) return gridOfModel(config);
  const faults = Object.keys(given).filter((name) => !/^(model\.options|head|training)\../.test(name) || OF_DATA.has(name));
  if (faults.length > 0) throw new ConfigError('search.grid', faults.map((name) => `${name} is no setting that runs on the same data can differ in`), undefined, NEXT);
  return given;
}

function gridOfModel({ model }: TrainingConfig): Grid {
  toFusionModel({ model }); // Names what is wrong with the model
  const { options, training } = (FUSION_MODELS as Readonly<Record<string, FusionModelEntry>>)[model.name]!;
  const searched = Object.entries(options).filter(([name, { search }]) => search !== undefined && !Object.hasOwn(model.options, name));
  return {
    ...Object.fromEntries(searched.map(([name, { search }]) => [`model.options.${name}`, search!])),
    'training.learningRate': training.learningRate,
    ...(training.clipValue.some((limit) => limit !== null) && { 'training.clip': training.clipValue.map((limit) => (limit === null ? null : { kind: 'value' as const, limit })) }),
  };
}
