import { toOptionValues } from './to-option-values.ts';
import { withModalityDropout } from './with-modality-dropout.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** What a search draws for the training of a model, beside the model's own options. */
export interface TrainingSearch {
  readonly learningRate: readonly number[];
  /** Limits of each number of a gradient; `null` for none. */
  readonly clipValue: readonly (number | null)[];
}

/** One line of the registry: what may be said of a model, and how it is made. */
export interface FusionModelEntry {
  readonly options: ModelOptions;
  readonly training: TrainingSearch;
  /**
   * Returns the model, with defaults for what is not given.
   *
   * @throws TypeError when something given is no option of the model, or of another type
   * @throws RangeError when a value is outside what the option takes
   */
  readonly create: (given?: Readonly<Record<string, unknown>>) => FusionModel;
}

/** Options of every model. */
const EVERY_MODEL = {
  /** Share of the modalities that a training step hides from the model, for each clip. */
  modalityDropout: { default: 0, minimum: 0, maximum: 1 },
} as const satisfies ModelOptions;

interface Parts<Options extends ModelOptions> {
  /** Name in configurations. */
  readonly name: string;
  /** What may be said of this model alone. */
  readonly options: Options;
  readonly training: TrainingSearch;
  readonly make: (values: OptionValues<Options>) => FusionModel;
}

/** Returns the registry's line of a model, which gets the options that all models share besides its own. */
export function fusionModelEntry<Options extends ModelOptions>({ name, options, training, make }: Parts<Options>): FusionModelEntry {
  const all = { ...options, ...EVERY_MODEL };
  return {
    options: all,
    training,
    create: (given = {}) => {
      const values = toOptionValues(name, all, given);
      const model = make(values);
      const { modalityDropout } = values as OptionValues<typeof EVERY_MODEL>;
      return modalityDropout > 0 ? withModalityDropout(model, modalityDropout) : model;
    },
  };
}
