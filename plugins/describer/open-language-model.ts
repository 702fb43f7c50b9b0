import type { PluginContext } from '../plugin.ts';
import type { Budget } from './budget.ts';
import { openEndpoint } from './endpoint/open-endpoint.ts';
import type { LanguageModel } from './language-model.ts';
import type { DescriberOptions } from './options.ts';

/** Resolves with the model that the options name, opened once in a run. */
export async function openLanguageModel(options: DescriberOptions, context: PluginContext, budget: Budget): Promise<LanguageModel> {
  const opened = context.memory.get('model') as Promise<LanguageModel> | undefined;
  if (opened !== undefined) return opened;
  const opening = Promise.resolve(openEndpoint({ options, context, budget }));
  context.memory.set('model', opening);
  return opening;
}
