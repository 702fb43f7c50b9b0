import type { Message } from './language-model.ts';
import type { DescriberOptions } from './options.ts';

/** Nothing may be asked any more. The message says which limit was reached. */
export class BudgetReached extends Error {
  override readonly name = 'BudgetReached';
}

/** What one request may cost; given back when it is disposed of, but for what was spent. */
export interface Reservation extends Disposable {
  /** Tells what it did cost. */
  readonly spend: (usage: { readonly prompt: number; readonly completion: number } | undefined) => void;
}

/** What a run may spend, and has spent. */
export interface Budget {
  /**
   * Sets aside what a request may cost at most, so that several at once do not go beyond a limit together.
   *
   * @throws BudgetReached when that is more than is left
   */
  readonly reserve: (messages: readonly Message[], maxTokens: number) => Reservation;
  readonly spent: () => { readonly requests: number; readonly promptTokens: number; readonly completionTokens: number; readonly cost: number };
}

/** Characters of a token at least: a question is taken for longer than it is rather than for shorter. */
const TOKEN = 2;

/** Returns a budget of which nothing is spent. */
export function openBudget({ maxRequests, maxTotalTokens, maxCost, price }: Pick<DescriberOptions, 'maxRequests' | 'maxTotalTokens' | 'maxCost' | 'price'>): Budget {
  const spent = { requests: 0, prompt: 0, completion: 0 };
  const aside = { prompt: 0, completion: 0 };
  const costOf = ({ prompt, completion }: { readonly prompt: number; readonly completion: number }) => (prompt * price.prompt + completion * price.completion) / 1e6;
  const refuse = (name: string, limit: number) => {
    throw new BudgetReached(`the budget is used up (${name} ${limit})`);
  };
  return {
    reserve(messages, maxTokens) {
      const request = { prompt: Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / TOKEN), completion: maxTokens };
      const after = { prompt: spent.prompt + aside.prompt + request.prompt, completion: spent.completion + aside.completion + request.completion };
      if (maxRequests !== null && spent.requests >= maxRequests) refuse('maxRequests', maxRequests);
      if (maxTotalTokens !== null && after.prompt + after.completion > maxTotalTokens) refuse('maxTotalTokens', maxTotalTokens);
      if (maxCost !== null && costOf(after) > maxCost) refuse('maxCost', maxCost);
      spent.requests += 1;
      aside.prompt += request.prompt;
      aside.completion += request.completion;
      return {
        spend(usage) {
          spent.prompt += usage?.prompt ?? 0;
          spent.completion += usage?.completion ?? 0;
        },
        [Symbol.dispose]() {
          aside.prompt -= request.prompt;
          aside.completion -= request.completion;
        },
      };
    },
    spent: () => ({ requests: spent.requests, promptTokens: spent.prompt, completionTokens: spent.completion, cost: costOf(spent) }),
  };
}
