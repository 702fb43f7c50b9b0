/** One turn of a talk with a language model. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** How an answer is to be. */
export interface CompletionOptions {
  /** JSON schema that the answer is to meet. It may not, where the model cannot be held to it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  readonly seed: number;
  /** 0: the most probable. */
  readonly temperature: number;
  readonly signal: AbortSignal;
}

/** What a language model answered. */
export interface Completion {
  readonly text: string;
  /** It ended at the limit of tokens. */
  readonly cut: boolean;
  /** Tokens of question and answer; absent when it was not asked again. */
  readonly usage?: { readonly prompt: number; readonly completion: number };
}

/** Something that continues a talk: a server, or a decoder on this machine. */
export interface LanguageModel {
  /** For the record: what it is called, and where it runs. */
  readonly id: string;
  readonly place: string;
  /** Whether what it is asked leaves the process. */
  readonly remote: boolean;
  /** Whether it runs on this machine. */
  readonly near: boolean;
  /** Resolves with the answer. May be called several times at once. */
  complete(messages: readonly Message[], options: CompletionOptions): Promise<Completion>;
}
