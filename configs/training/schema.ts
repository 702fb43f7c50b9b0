import { z } from 'zod';
import { pluginSchema } from '../plugin-schema.ts';
import { DEVICES } from '../devices.ts';
import { candidateSourcesSchema, partialSchema } from './partial-schema.ts';

const name = z.string().min(1);
/** What becomes the name of a folder: a name with a path in it would lead out of the folder that was chosen. */
const folderName = name.max(100).refine((text) => !/[/\\\p{Cc}]/u.test(text) && !/^\.+$/.test(text), { error: ({ input }) => `is ${JSON.stringify(input)}, and is to be the name of a folder: without / and \\, and not only dots` });
const setting = z.union([z.number(), z.string(), z.boolean()]);
const option = z.union([setting, z.null(), z.array(z.number()), z.array(z.record(name, setting))]);
const share = z.number().min(0).max(1);
/** A path that only the user knows: no preset can hold it. */
const ownPath = (what: string, example: string) =>
  z.string({ error: ({ input }) => (input === undefined ? `is missing: the path of ${what}. Give it in the configuration or with --set ${example}` : undefined) }).min(1);

const featuresSchema = z.strictObject({
  folder: ownPath('a folder of features', 'features.<modality>.folder=PATH').describe('Folder with one file a clip, as MERTools writes them (…-UTT, …-FRA) or as `affekt extract` does.'),
  level: z.enum(['utterance', 'frame']).optional().describe('One vector a clip, or one a frame; by default the end of the folder name says it.'),
  hop: z.number().positive().optional().describe('Seconds between two rows of frame-level .npy files, which hold no times.'),
  offset: z.number().default(0).describe('Time of the first row of frame-level .npy files, in seconds.'),
  firstNumber: z.int().nonnegative().optional().describe('For a file each frame: the number in the name of the frame at `offset`, 1 for Aff-Wild2. Gaps in the numbers are then gaps in time.'),
  zeros: z.enum(['keep', 'absent']).default('keep').describe('What rows of zeros are: features, or frames without a face (absent).'),
});

const labelsSchema = z.strictObject(
  {
    file: ownPath('a table of labels', 'labels.file=PATH').describe('Table of labels: CSV, TSV or JSON lines.'),
    level: z.enum(['clip', 'frame']).default('clip').describe('One row a clip, or rows of clip, time and labels.'),
    columns: z
      .strictObject({
        clip: name.default('name'),
        time: name.optional(),
        expression: name.optional(),
        candidates: name.optional(),
        valence: name.optional(),
        arousal: name.optional(),
        speaker: name.optional(),
        video: name.optional(),
        split: name.optional(),
        fold: name.optional(),
      })
      .prefault({})
      .describe('Which column holds what.'),
    classes: z.array(name).min(2).optional().describe('The classes, in the order in which the model gives them.'),
    aliases: z.record(name, name).default({}).describe('Other words for classes: { "angry": "anger" }.'),
    ranges: z
      .strictObject({ valence: z.tuple([z.number(), z.number()]).default([-1, 1]), arousal: z.tuple([z.number(), z.number()]).default([-1, 1]) })
      .prefault({})
      .describe('What values valence and arousal may have.'),
    invalid: z
      .strictObject({ expression: z.array(name).default([]), valence: z.array(z.number()).default([]), arousal: z.array(z.number()).default([]) })
      .prefault({})
      .describe('Values that mean "no label".'),
    ...candidateSourcesSchema,
    unlabelled: z.enum(['refuse', 'skip']).default('refuse').describe('What to do with a clip without any label.'),
  },
  { error: ({ input }) => (input === undefined ? 'is missing: name a table of labels, --set labels.file=PATH' : undefined) },
);

const regressionLossSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ccc'), over: z.enum(['batch', 'sequence', 'wen']).optional(), epsilon: z.number().positive().optional() }),
  z.strictObject({ kind: z.enum(['mse', 'mae']) }),
  z.strictObject({ kind: z.literal('mixed'), ccc: z.number(), mse: z.number(), over: z.enum(['batch', 'sequence', 'wen']).optional(), epsilon: z.number().positive().optional() }),
]);

const expressionOptions = {
  weights: z.union([z.literal('balanced'), z.array(z.number().nonnegative())]).optional().describe('Weight of each class in the loss.'),
  smoothing: share.optional().describe('Share of the label that is spread over all classes.'),
  focal: z.strictObject({ gamma: z.number().nonnegative(), alpha: z.number().positive().optional() }).optional().describe('Focal loss.'),
  divergence: z.strictObject({ share, to: z.literal('label') }).optional().describe('Share of the loss that is the divergence from the smoothed label.'),
  dropout: share.optional(),
};

const simpleHeads = [
  z.strictObject({ name: z.literal('expression'), ...expressionOptions }),
  z.strictObject({ name: z.literal('valence-arousal'), activation: z.enum(['tanh', 'linear']).optional(), loss: regressionLossSchema.optional(), dropout: share.optional() }),
  z.strictObject({ name: z.literal('mer'), valence: regressionLossSchema.optional(), ...expressionOptions }),
] as const;

const headSchema = z.discriminatedUnion('name', [
  ...simpleHeads,
  z.strictObject({ name: z.literal('multi-task'), heads: z.array(z.discriminatedUnion('name', simpleHeads)).min(2), weighting: z.union([z.literal('uncertainty'), z.record(name, z.number())]).optional() }),
]);

const alignmentSchema = z.strictObject({
  method: name.default('linear').describe('linear, nearest, mean-pool, merbench, wen, or convolution (learned).'),
  onto: name.nullable().default(null).describe('Modality whose times are the timeline; null: a regular one, or the times of the labels.'),
  rate: z.number().positive().default(10).describe('Rate of the regular timeline, in Hz.'),
  maxGap: z.number().positive().default(1).describe('Longer gaps are masked instead of filled, in seconds.'),
  channels: z.int().positive().default(64).describe('Channels of the learned alignment.'),
});

const missingClasses = z.enum(['refuse', 'warn']).default('refuse').describe('What to do when a part of a fold lacks a class.');

const foldsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), by: z.enum(['speaker', 'video']), folds: z.int().min(2).default(5), stratify: z.boolean().default(true), missingClasses }),
  z.strictObject({ kind: z.literal('random'), folds: z.int().min(2).default(5), stratify: z.boolean().default(false), missingClasses }),
  z.strictObject({ kind: z.literal('leave-one-out'), by: z.enum(['speaker', 'video']), missingClasses }),
  z.strictObject({ kind: z.literal('given'), by: z.enum(['split', 'fold']), missingClasses }),
]);

const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(['adam', 'adamw']), beta1: share.optional(), beta2: share.optional(), epsilon: z.number().positive().optional(), weightDecay: z.number().nonnegative().optional() }),
  z.strictObject({ name: z.literal('sgd'), momentum: share.optional(), nesterov: z.boolean().optional(), weightDecay: z.number().nonnegative().optional() }),
]);

const scheduleSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('constant') }),
  z.strictObject({ name: z.literal('step'), every: z.int().positive().describe('Epochs.'), factor: z.number().positive() }),
  z.strictObject({ name: z.literal('cosine'), warmup: z.number().nonnegative().default(0).describe('Epochs.'), floor: share.default(0) }),
  z.strictObject({ name: z.literal('plateau'), patience: z.int().nonnegative(), factor: z.number().positive().max(1), floor: share.default(0) }),
  z.strictObject({ name: z.literal('wsd'), warmup: z.number().nonnegative().describe('Epochs.'), decay: z.number().positive().describe('Epochs.'), floor: share.default(0) }),
]);

const clipSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['norm', 'value']), limit: z.number().positive() }),
  z.strictObject({ kind: z.literal('skip'), window: z.int().positive().default(100), factor: z.number().positive().default(1.2), offset: z.number().nonnegative().default(0.1) }),
]);

const trainingSchema = z.strictObject({
  epochs: z.int().positive().default(100),
  batch: z.int().positive().default(32).describe('Examples in a step.'),
  learningRate: z.number().positive().default(1e-3),
  optimizer: optimizerSchema.default({ name: 'adam', weightDecay: 1e-5 }),
  schedule: scheduleSchema.default({ name: 'constant' }),
  clip: clipSchema.nullable().default(null).describe('Limit of the gradients.'),
  metric: name.default('auto').describe('What the best epoch is chosen by; auto: what the head is scored by.'),
  patience: z.int().positive().nullable().default(null).describe('Epochs without a better score before training ends; null: all epochs.'),
  standardise: z.boolean().default(false).describe('Bring features to mean 0 and deviation 1, by the moments of the training part.'),
  checkpointEvery: z.int().positive().default(500).describe('Steps between two checkpoints inside an epoch.'),
  partial: partialSchema.nullable().default(null).describe('How candidate labels are learnt from; null: each clip has one label.'),
});

const windowsSchema = z
  .strictObject({
    size: z.number().positive().describe('Seconds.'),
    hop: z.number().positive().describe('Seconds between the beginnings of two windows.'),
  })
  .refine(({ size, hop }) => hop <= size, 'hop is longer than size, and what lies between two windows would be in none');

const searchSchema = z.strictObject({
  draws: z.int().positive().default(50).describe('Random draws from the grid.'),
  repeat: z.int().positive().default(6).describe('Runs of the best draw, with other seeds; their mean is reported.'),
  grid: z.record(name, z.array(option).min(1)).default({}).describe('Values by setting: { "training.learningRate": [0.001, 0.0001], "model.options.hidden": [64, 128] }; empty: what the model is searched over.'),
});

/** The whole configuration of a training run. Unknown keys are refused. */
export const trainingConfigSchema = z.strictObject({
  $schema: z.string().optional().describe('Lets an editor complete and check this file.'),
  name: folderName.default('head').describe('Name of the run, its folder and the exported model.'),
  licence: z.string().default('').describe('Licence of the trained head, as its data allow: written into the model file and its card.'),
  features: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/i), featuresSchema, { error: ({ input }) => (input === undefined ? 'is missing: name a folder for each modality, --set features.<modality>.folder=PATH' : undefined) }).refine((all) => Object.keys(all).length > 0, 'at least one modality is needed').describe('Feature folders by modality, in the order in which models take them.'),
  labels: labelsSchema,
  alignment: alignmentSchema.prefault({}).describe('How modalities come onto one timeline; not used where each has one vector a clip.'),
  windows: windowsSchema.nullable().default(null).describe('Long clips are cut into overlapping windows that cover their last frame; null: whole clips.'),
  model: z.strictObject({ name: name.default('attention'), options: z.record(name, option).default({}) }).prefault({}).describe('The fusion model and its options.'),
  head: headSchema.default({ name: 'expression' }).describe('What is predicted, and by which loss.'),
  folds: foldsSchema.default({ kind: 'random', folds: 5, stratify: false, missingClasses: 'refuse' }).describe('How training and validation are parted.'),
  training: trainingSchema.prefault({}).describe('How the model is trained.'),
  search: searchSchema.nullable().default(null).describe('Random search over settings; null: none.'),
  runtime: z
    .strictObject({ device: z.enum(['auto', ...DEVICES]).default('cpu'), threads: z.int().positive().nullable().default(null), engine: z.enum(['onnx', 'tfjs']).default('onnx'), memory: z.number().nonnegative().default(1.5).describe('Features that are kept in memory, in GB; what is more is read from disk each time.') })
    .prefault({})
    .describe('Where and by what it is trained.'),
  seed: z.int().nonnegative().default(1),
  output: name.default('runs').describe('Folder in which the run gets a folder of its own.'),
  plugins: z.array(pluginSchema).default([]).describe('Further stages: of layers of the model, and checks before training. Nothing is loaded that is not named here.'),
});

/** The effective configuration of a training run, all defaults filled in. */
export type TrainingConfig = z.output<typeof trainingConfigSchema>;

/** A training configuration as a person writes it. */
export type PartialTrainingConfig = z.input<typeof trainingConfigSchema>;
