import type { PluginContext } from '../plugin.ts';
import { type Budget, openBudget } from './budget.ts';
import { openEndpoint } from './endpoint/open-endpoint.ts';
import type { LanguageModel } from './language-model.ts';
import { openLocalModel } from './open-local-model.ts';
import type { DescriberOptions } from './options.ts';

/** A model and what may be spent on it. */
export interface OpenedModel {
  readonly model: LanguageModel;
  readonly budget: Budget;
}

/** Resolves with the model that the options name, and the budget of the run; both are opened once in a run. What a model on this machine answers counts in the budget, too. */
export async function openLanguageModel(options: DescriberOptions, context: PluginContext): Promise<OpenedModel> {
  const opened = context.memory.get('model') as OpenedModel | undefined;
  if (opened !== undefined) return opened;
  const budget = openBudget(options);
  const model = options.decoder === null ? openEndpoint({ options, context, budget }) : budgeted(await openLocalModel(options.decoder, context), budget);
  context.memory.set('model', { model, budget });
  return { model, budget };
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
