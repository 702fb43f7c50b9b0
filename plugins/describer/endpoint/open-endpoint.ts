import { setTimeout as sleep } from 'node:timers/promises';
import { PluginError } from '../../plugin-error.ts';
import type { PluginContext } from '../../plugin.ts';
import type { Budget } from '../budget.ts';
import type { Completion, CompletionOptions, LanguageModel, Message } from '../language-model.ts';
import type { DescriberOptions } from '../options.ts';
import { type Dialect, FIRST_DIALECT, nextDialect, toBody } from './dialect.ts';
import { maskKey } from './mask-key.ts';
import { post, type Reply } from './post.ts';
import { toCompletion } from './to-completion.ts';

/** Replies after which the same request may do better. */
const FOR_NOW: readonly number[] = [408, 425, 429, 500, 502, 503, 504, 529];
/** Replies to a request that a server does not understand. */
const NOT_UNDERSTOOD: readonly number[] = [400, 422, 501];
/** Seconds between two attempts at most. */
const LONGEST_PAUSE = 60;

/** What an endpoint is opened with. */
export interface EndpointSettings {
  readonly options: DescriberOptions;
  readonly context: PluginContext;
  readonly budget: Budget;
  /** Seconds before the second attempt; doubled each time. */
  readonly pause?: number;
}

/**
 * Returns the model behind a server that talks as OpenAI does. What it understands is found out by asking, once in a run.
 *
 * `complete` throws PluginError FAILED when the server refuses or cannot be reached; the key is in no message.
 */
export function openEndpoint({ options, context, budget, pause = 1 }: EndpointSettings): LanguageModel {
  const { endpoint, model, keyVariable, timeout, attempts } = options;
  const url = `${endpoint!.replace(/\/+$/, '')}/chat/completions`;
  const given = context.variable(keyVariable)?.trim();
  const key = given === '' ? undefined : given;
  const fail = (detail: string, next: string) => new PluginError('FAILED', { plugin: 'describer', detail: `${endpoint!}: ${maskKey(detail, key)}`, next });
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) throw fail(`the key in ${keyVariable} has characters that no key has`, 'Set the variable again.');

  /** Posts until there is a reply that is more than "not now". */
  async function postPatiently(body: unknown, signal: AbortSignal): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      let wait = Math.min(LONGEST_PAUSE, pause * 2 ** (attempt - 1));
      let trouble: string;
      try {
        const reply = await post({ url, body, key, timeout, signal });
        if (!FOR_NOW.includes(reply.status) || reply.text.includes('insufficient_quota')) return reply;
        trouble = `answers ${reply.status} (${reply.text})`;
        wait = Math.min(LONGEST_PAUSE, Math.max(wait, reply.retryAfter ?? 0));
      } catch (error) {
        signal.throwIfAborted();
        trouble = (error as Error).message;
      }
      if (attempt >= attempts) throw fail(`${trouble}, ${attempts} times`, 'See that it runs, or raise `attempts` or `timeout`; answers so far are kept, and the same command goes on.');
      if (attempt === 1) context.say(maskKey(`${endpoint!} ${trouble}; tried again`, key));
      await sleep(wait * 1000, undefined, { signal });
    }
  }

  async function complete(messages: readonly Message[], wanted: CompletionOptions): Promise<Completion> {
    for (;;) {
      const dialect = (context.memory.get('dialect') as Dialect | undefined) ?? FIRST_DIALECT;
      using reserved = budget.reserve(messages, wanted.maxTokens);
      const reply = await postPatiently(toBody(model!, messages, wanted, dialect), wanted.signal);
      if (reply.status === 200) {
        const completion = toCompletion(reply.text);
        if (completion === undefined) throw refusalOf(reply);
        reserved.spend(completion.usage);
        return completion;
      }
      const other = NOT_UNDERSTOOD.includes(reply.status) ? nextDialect(dialect, reply.text) : undefined;
      if (other === undefined) throw refusalOf(reply);
      if (context.memory.get('dialect') === dialect || !context.memory.has('dialect')) context.memory.set('dialect', other);
    }
  }

  function refusalOf({ status, text }: Reply): PluginError {
    const hasKey = key === undefined ? `no key was given: ${keyVariable} is not set` : `the key in ${keyVariable} was given`;
    if (status === 200) return fail(`its answer is not that of such a server (${text.slice(0, 100)})`, 'Give the base address, which often ends in /v1.');
    if (status === 401 || status === 403) return fail(`answers ${status}, and ${hasKey} (${text})`, `Set ${keyVariable} in the environment to a key that it takes, or name another variable with \`keyVariable\`.`);
    if (status === 404) return fail(`answers 404 for the model ${model!} (${text})`, 'Give the base address, which often ends in /v1, and a model that the server has.');
    if (status >= 300 && status < 400) return fail(text, 'Give that address, if it is meant.');
    return fail(`answers ${status} (${text})`, 'See the options with `affekt plugins show describer`.');
  }

  return { id: model!, place: endpoint!, remote: true, near: isNear(endpoint!), complete };
}

/** Whether an address is one of this machine. */
function isNear(endpoint: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}
