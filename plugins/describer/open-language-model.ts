import type { PluginContext } from '../plugin.ts';
import type { Budget } from './budget.ts';
import { openEndpoint } from './endpoint/open-endpoint.ts';
import type { LanguageModel } from './language-model.ts';
import { openLocalModel } from './open-local-model.ts';
import type { DescriberOptions } from './options.ts';

/** Resolves with the model that the options name, opened once in a run; what a local one answers counts in the budget, too. */
export function openLanguageModel(options: DescriberOptions, context: PluginContext, budget: Budget): Promise<LanguageModel> {
  const opened = context.memory.get('model') as Promise<LanguageModel> | undefined;
  if (opened !== undefined) return opened;
  const opening = options.decoder === null ? Promise.resolve(openEndpoint({ options, context, budget })) : openLocalModel(options.decoder, context).then((model) => budgeted(model, budget));
  context.memory.set('model', opening);
  return opening;
}

function budgeted(model: LanguageModel, budget: Budget): LanguageModel {
  return {
    ...model,
    async complete(messages, options) {
      using reserved = budget.reserve(messages, options.maxTokens);
      const completion = await model.complete(messages, options);
      reserved.spend(completion.usage);
      return completion;
    },
  };
}
