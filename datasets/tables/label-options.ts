/** Which column holds what. The values are names of columns. */
export interface LabelColumns {
  readonly clip: string;
  readonly expression?: string;
  readonly valence?: string;
  readonly arousal?: string;
  readonly speaker?: string;
  readonly video?: string;
  readonly split?: string;
  readonly fold?: string;
}

/** How a table of labels is to be understood. */
export interface LabelOptions {
  /** MER: `{ clip: 'name', expression: 'discrete', valence: 'valence' }`. */
  readonly columns: LabelColumns;
  /** The classes in the order of the labels; needed where there is a column of expressions. Upper and lower case are one. */
  readonly classes?: readonly string[];
  /** Other names of classes: `{ anger: 'angry', '0': 'neutral' }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Lowest and highest value, both allowed; [−1, 1] when absent. Valence of MER: [−5, 5]. */
  readonly ranges?: { readonly valence?: readonly [number, number]; readonly arousal?: readonly [number, number] };
  /** What means "no label" besides an empty cell, NA, NaN and null. Aff-Wild2: `{ expression: ['-1'], valence: [-5], arousal: [-5] }`. */
  readonly invalid?: { readonly expression?: readonly string[]; readonly valence?: readonly number[]; readonly arousal?: readonly number[] };
  /** What to do with a clip that has no label at all: tell (the default), keep it without, or leave it out. */
  readonly unlabelled?: 'refuse' | 'keep' | 'skip';
}

/** How a table with a row for each moment is to be understood. */
export interface FrameLabelOptions extends LabelOptions {
  readonly columns: LabelColumns & { /** Seconds from the start of the clip. */ readonly time: string };
}
