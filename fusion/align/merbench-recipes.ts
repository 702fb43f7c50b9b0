/** MERBench's three ways to feed a model, with the factor by which each compresses sequences first. */
export const MERBENCH_RECIPES = { utt: 1, frm_align: 6, frm_unalign: 12 } as const;
