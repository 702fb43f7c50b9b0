import { ANSWER_SCHEMA } from './answer-schema.ts';
import type { Completion, CompletionOptions, LanguageModel, Message } from './language-model.ts';
import { type Description, parseAnswer } from './parse-answer.ts';

/** What became of one question. */
export type Answer =
  | { readonly state: 'parsed' | 'repaired'; readonly description: Description }
  /** `raw` is what the model said last. */
  | { readonly state: 'unparsed'; readonly raw: string; readonly fault: string };

/** How to ask. */
export type AskOptions = Omit<CompletionOptions, 'schema'>;

/** Asks a model to describe a moment and resolves with what it answered. An answer that cannot be read is asked for once more, with what was wrong. */
export async function describeMoment(model: LanguageModel, messages: readonly Message[], options: AskOptions): Promise<Answer> {
  const first = await model.complete(messages, { ...options, schema: ANSWER_SCHEMA });
  const parsed = parseAnswer(first.text);
  if (!('fault' in parsed)) return { state: 'parsed', description: parsed };
  const second = await model.complete([...messages, { role: 'assistant', content: first.text.slice(0, LONGEST) }, { role: 'user', content: toRequest(parsed.fault, first) }], { ...options, schema: ANSWER_SCHEMA });
  const repaired = parseAnswer(second.text);
  if (!('fault' in repaired)) return { state: 'repaired', description: repaired };
  return { state: 'unparsed', raw: second.text, fault: repaired.fault };
}

/** Characters of a wrong answer that the model is shown again. */
const LONGEST = 2000;

function toRequest(fault: string, { cut }: Completion): string {
  return `That cannot be read: ${cut ? 'it was too long, and broke off' : fault}. Answer again, with the JSON object alone${cut ? ', and be brief' : ''}.`;
}
