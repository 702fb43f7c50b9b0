import { definePlugin } from '../plugin.ts';
import { describeClip } from './describe-clip.ts';
import { openLanguageModel } from './open-language-model.ts';
import { describerOptions } from './options.ts';

/** The describer: a language model says in open words what the cues of a clip amount to. */
export const describerPlugin = definePlugin({
  name: 'describer',
  about: 'lets a language model say in open words what a person seems to feel, and scores it against the classifier',
  paper: 'MER 2024, arXiv 2404.17113 (open vocabulary)',
  attaches: 'clip',
  options: describerOptions,
  async prepare(options, context) {
    await openLanguageModel(options, context);
  },
  apply: describeClip,
});
