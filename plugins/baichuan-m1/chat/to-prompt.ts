import { Template } from '@huggingface/jinja';
import { DecoderError } from '../decoder-error.ts';
import type { Decoder } from '../open-decoder.ts';
import type { DecoderTokenizer } from './decoder-tokenizer.ts';

/** One turn of a talk. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

const M1_SYSTEM = 'You are a helpful assistant.';
const M1_ROLES = { system: '<B_SYS>', user: '<C_Q>', assistant: '<C_A>' } as const;

/**
 * Returns a talk as the decoder was trained to read it, up to where its next answer begins: by the checkpoint's chat template, and without one, for Baichuan-M1, as it is known.
 *
 * @throws DecoderError NO_CHAT when there is no template, or one that cannot be rendered
 */
export function toPrompt(messages: readonly ChatMessage[], { notes, facts, name }: Pick<Decoder, 'notes' | 'facts' | 'name'>, tokenizer: DecoderTokenizer): string {
  const template = notes['affekt.chat_template'];
  if (template === undefined && facts.family === 'baichuan_m1') return toM1Prompt(messages);
  if (template === undefined) throw new DecoderError('NO_CHAT', { thing: name, detail: 'it has no chat template' });
  try {
    return new Template(template).render({ messages: messages.map((message) => ({ ...message })), add_generation_prompt: true, bos_token: tokenizer.named('bos_token') ?? '', eos_token: tokenizer.named('eos_token') ?? '' });
  } catch (cause) {
    throw new DecoderError('NO_CHAT', { thing: name, detail: `its chat template cannot be rendered (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}

/** Roles are tokens, and nothing else is between turns. */
function toM1Prompt(messages: readonly ChatMessage[]): string {
  const all = messages[0]?.role === 'system' ? messages : [{ role: 'system', content: M1_SYSTEM } as const, ...messages];
  return `${all.map(({ role, content }) => `${M1_ROLES[role]}${content}`).join('')}${M1_ROLES.assistant}`;
}
