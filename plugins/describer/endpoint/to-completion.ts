import { z } from 'zod';
import type { Completion } from '../language-model.ts';

const part = z.object({ text: z.string().default('') });

const reply = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.union([z.string(), z.array(part), z.null()]).optional() }), finish_reason: z.string().nullish() })).min(1),
  usage: z.object({ prompt_tokens: z.number().default(0), completion_tokens: z.number().default(0) }).nullish(),
});

/** Returns the answer in the reply of a server, `undefined` when it is none. A server that tells no usage is taken to have used nothing. */
export function toCompletion(text: string): Completion | undefined {
  const parsed = reply.safeParse(toJson(text));
  if (!parsed.success) return undefined;
  const { message: { content }, finish_reason: reason } = parsed.data.choices[0]!;
  const { usage } = parsed.data;
  return {
    text: typeof content === 'string' ? content : (content ?? []).map((each) => each.text).join(''),
    cut: reason === 'length',
    usage: { prompt: usage?.prompt_tokens ?? 0, completion: usage?.completion_tokens ?? 0 },
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A page of a proxy, most often
  }
}
