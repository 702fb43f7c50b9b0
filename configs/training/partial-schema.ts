import { z } from 'zod';

const name = z.string().min(1);
const share = z.number().min(0).max(1);

/** Where candidate labels are, beside a column of them. */
export const candidateSourcesSchema = {
  separator: name.default('|').describe('What stands between candidates in a cell: "anger|fear", or "anger:0.7|fear:0.3" with weights.'),
  votes: z
    .strictObject({
      prefix: z.string().describe('Columns of votes are called PREFIX and a class.'),
      least: z.number().positive().default(1).describe('A class with fewer votes is no candidate.'),
    })
    .optional()
    .describe('Columns with the number of votes for each class.'),
  predictions: z
    .array(z.strictObject({ file: name.describe('Table of `affekt predict`, of clips without a label.'), validation: name.optional().describe('validation.csv of the run: what the model says of labelled clips that it has not seen. Sets are measured on it.') }))
    .min(1)
    .optional()
    .describe('What several models say of clips without a label.'),
  rule: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cumulative'), share: z.number().positive().max(1).default(0.8).describe('ρ: the candidates of a model are the fewest classes that have so much together.') }),
      z.strictObject({ kind: z.literal('top') }),
    ])
    .default({ kind: 'cumulative', share: 0.8 })
    .describe('Which classes that models predict are candidates; those of several models are put together.'),
};

const side = z.int().positive();
const SIZE = ({ input }: { readonly input?: unknown }) => `is ${input === undefined ? 'missing' : JSON.stringify(input)}, and must be rows, columns and, where there are several, channels: [48, 48] or [48, 48, 3]`;

/** How far views of a picture are from it, with what holds where nothing is said. */
const changesSchema = (usual: Readonly<Record<'rotation' | 'brightness' | 'contrast' | 'cutout', number>>) =>
  z.strictObject({
    flip: z.boolean().default(true).describe('Mirror every other view left to right: for faces, and neither for letters nor digits.'),
    shift: share.default(0.125).describe('Share of a side by which a view is moved at most, in whole pixels; zeros come in.'),
    rotation: z.number().min(0).max(180).default(usual.rotation).describe('Degrees that a view is turned by at most.'),
    brightness: z.number().nonnegative().default(usual.brightness).describe('What is added to all values at most, or taken from them; in deviations when features are standardised.'),
    contrast: share.default(usual.contrast).describe('Share by which values are moved from their mean at most, or towards it.'),
    cutout: share.default(usual.cutout).describe('Side of a square of zeros, as a share of those of the picture.'),
  });

/** What views of a feature that is a picture are. */
export const pictureSchema = z.strictObject({
  size: z.union([z.tuple([side, side]), z.tuple([side, side, side])], { error: SIZE }).describe('Rows, columns and, where there are several, channels; the feature holds pixel by pixel, row by row.'),
  weak: changesSchema({ rotation: 0, brightness: 0, contrast: 0, cutout: 0 }).prefault({}).describe('Of the view that is learnt from, and of the second one of IRNet.'),
  strong: changesSchema({ rotation: 15, brightness: 0.4, contrast: 0.4, cutout: 0.25 }).prefault({}).describe('Of the view that PiCO contrasts it with.'),
});

const NO_RATE = ({ input }: { readonly input?: unknown }) => `is ${JSON.stringify(input)}, and must be a share from 0 to 1, or "estimate"`;

/** How candidate labels are learnt from. */
export const partialSchema = z.strictObject({
  method: name.default('alim-onehot').describe('average, cc, proden, lws, moving, alim-onehot, alim-scale, irnet, pico, pico-plus, …'),
  noiseRate: z.union([z.literal('estimate'), z.number()], { error: NO_RATE }).refine((rate) => rate === 'estimate' || (rate >= 0 && rate <= 1), { error: NO_RATE }).default('estimate').describe('η: share of the sets that lack the truth; estimate: measured where both are known.'),
  init: z.enum(['alike', 'votes']).default('alike').describe('What is believed at first: all candidates alike, as in the papers, or the shares of votes, weights or probabilities.'),
  warmup: z.int().nonnegative().nullable().default(null).describe('Epochs before targets move; null: a twentieth of all.'),
  opensAt: z.int().positive().nullable().default(null).describe('e₀: the epoch from which classes beyond the candidates are let in; null: after a tenth of all.'),
  momentum: z.tuple([share, share]).default([0.95, 0.8]).describe('φ: how much of the old target stays, in the first epoch and at the end.'),
  mixup: z.number().nonnegative().nullable().default(null).describe('Weight of the loss on mixed features; null: that of the method.'),
  augmentation: z
    .strictObject({
      noise: z.number().nonnegative().default(0.3).describe('Deviation of the noise that makes a view, in deviations of the features when they are standardised.'),
      dropModality: share.default(0).describe('Probability that a modality is left out of a view.'),
      crop: share.default(0).describe('Longest share of frames left out at either end of a sequence.'),
      pictures: z.record(name, pictureSchema).optional().describe('Features that are pictures, by modality, and how views of them differ.'),
    })
    .prefault({})
    .describe('How views of an example differ.'),
});
