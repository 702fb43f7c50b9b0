import { expressionHead, type ExpressionOptions } from './expression-head.ts';
import { merHead, type MerOptions } from './mer-head.ts';
import { multiTaskHead, type Weighting } from './multi-task-head.ts';
import { valenceArousalHead, type ValenceArousalOptions } from './valence-arousal-head.ts';
import type { Head } from './head.ts';
import type { TrainingFacts } from './training-facts.ts';

/** Options of each head, by its name. */
export interface HeadOptionsByName {
  readonly expression: ExpressionOptions;
  readonly 'valence-arousal': ValenceArousalOptions;
  readonly mer: MerOptions;
  readonly 'multi-task': { readonly heads: readonly HeadOptions[]; readonly weighting?: Weighting | undefined };
}

/** A head as written in a configuration: its name and its options. */
export type HeadOptions = { readonly [Name in keyof HeadOptionsByName]: { readonly name: Name } & HeadOptionsByName[Name] }[keyof HeadOptionsByName];

/** The heads by name. Each throws a RangeError when its options do not fit together. */
export const HEADS: { readonly [Name in keyof HeadOptionsByName]: (options: HeadOptionsByName[Name], facts?: TrainingFacts) => Head } = {
  expression: expressionHead,
  'valence-arousal': valenceArousalHead,
  mer: merHead,
  'multi-task': ({ heads, weighting }, facts) => multiTaskHead({ heads: heads.map((head) => createHead(head, facts)), weighting }),
};

/**
 * Returns the head that `options` describe.
 *
 * @throws RangeError when the options do not fit together
 */
export function createHead<Name extends keyof HeadOptionsByName>(options: { readonly name: Name } & HeadOptionsByName[Name], facts?: TrainingFacts): Head {
  return HEADS[options.name](options, facts);
}
