/** A number that a model is made with. */
export interface NumberOption {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  /** True when it counts something. */
  readonly integer?: boolean;
  /** What a random search draws from; without it the default is kept. */
  readonly search?: readonly number[];
  /** Where it counts parts: what may be said of each, in a list that is given in place of the number. */
  readonly each?: ModelOptions;
}

/** A yes or no that a model is made with. */
export interface FlagOption {
  readonly default: boolean;
  readonly search?: readonly boolean[];
}

/** One of some words that a model is made with. */
export interface ChoiceOption {
  readonly default: string;
  readonly values: readonly string[];
  readonly search?: readonly string[];
}

/** What may be said of a model when it is made. */
export type ModelOption = NumberOption | FlagOption | ChoiceOption;

/** The options of a model by name, as data: a configuration is checked against them and a search draws from them. */
export type ModelOptions = Readonly<Record<string, ModelOption>>;

/** The values of such options: what a model is made with. */
export type OptionValues<Options extends ModelOptions> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly each: infer Each extends ModelOptions }
    ? number | readonly Partial<OptionValues<Each>>[]
    : Options[Name] extends { readonly values: readonly (infer Value)[] }
      ? Value
      : Options[Name] extends { readonly default: boolean }
        ? boolean
        : number;
};
