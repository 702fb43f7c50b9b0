import { z } from 'zod';

const text = z.string().min(1);
const atMost = z.number().positive().nullable().default(null);

/** Options of the describer. */
export const describerOptions = z
  .strictObject({
    endpoint: z.url({ protocol: /^https?$/, error: 'is no address that begins with http:// or https://' }).refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'has a name or password in it; give the key in the environment').nullable().default(null).describe('Base address of a server that talks as OpenAI does (llama.cpp, vLLM, Ollama, …), such as http://localhost:11434/v1.'),
    model: text.nullable().default(null).describe('What the server calls the model.'),
    keyVariable: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is no name of an environment variable').default('AFFEKT_LLM_KEY').describe('Name of the environment variable with the key for the server; without that variable none is sent.'),
    decoder: text.nullable().default(null).describe('Folder of a decoder that runs on this machine, in place of a server.'),
    per: z.enum(['clip', 'sentence', 'segment']).default('clip').describe('What is described: the clip as a whole, each sentence that is said, or each span with one expression.'),
    sendTranscripts: z.boolean().default(false).describe('Let the server have what is said.'),
    redact: z.boolean().default(true).describe('Take names, numbers and addresses out of what is said before the server gets it; sentences in another language than English are left out.'),
    maxTokens: z.int().positive().default(400).describe('Tokens of one answer at most.'),
    temperature: z.number().min(0).max(2).default(0).describe('0: the most probable answer.'),
    seed: z.int().nonnegative().default(0).describe('For what is drawn.'),
    timeout: z.number().positive().default(120).describe('Seconds to wait for one answer.'),
    attempts: z.int().min(1).max(20).default(5).describe('How often a request is made that the server could not answer for now.'),
    parallel: z.int().min(1).max(32).default(2).describe('Requests at once.'),
    cache: z.boolean().default(true).describe('Keep answers, so that the same question is not asked twice.'),
    maxRequests: z.int().positive().nullable().default(null).describe('Requests in one run at most; null: no limit.'),
    maxTotalTokens: atMost.describe('Tokens in one run at most, of questions and answers; null: no limit.'),
    maxCost: atMost.describe('Cost of one run at most, in the currency of `price`; null: no limit.'),
    price: z.strictObject({ prompt: z.number().nonnegative().default(0), completion: z.number().nonnegative().default(0) }).prefault({}).describe('What a million tokens of questions and of answers cost.'),
  })
  .superRefine(({ endpoint, model, decoder, maxCost, price }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((endpoint === null) === (decoder === null)) fault('endpoint', 'either this or `decoder` has to be given');
    if (endpoint !== null && model === null) fault('model', 'is missing: what the server calls it');
    if (maxCost !== null && price.prompt + price.completion === 0) fault('price', 'is missing: without it `maxCost` would never be reached');
  });

/** The options, defaults filled in. */
export type DescriberOptions = z.output<typeof describerOptions>;
