import type { Session } from '../../../runtime/runtime.ts';
import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import { readStates } from '../../encoders/read-states.ts';
import type { ModelCard } from '../../models/card.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import type { EncodedText } from './encoded-text.ts';
import type { TextTokenizer, TokenisedText } from './open-tokenizer.ts';
import { readExportedTokenizer } from './read-exported-tokenizer.ts';
import { toTextBatches, toTextFeeds } from './text-batches.ts';
import type { TextEncoderCard } from './text-encoder-card.ts';
import { toTextProvenance, type TextProvenance } from './text-provenance.ts';
import type { TokenEncoder } from './token-encoder.ts';

/**
 * Resolves with an encoder on an open session, which it closes when it is disposed. The recipe is MERBench's: tokens that the tokeniser adds are left
 * out; but that text longer than the net can take is cut and noted, and that there are no zeros for a text without tokens.
 *
 * @throws TypeError when the model is no text encoder; RangeError when its graph does not give these layers; ModelError as `readExportedTokenizer`
 */
export async function openTextEncoder({ session, model }: { readonly session: Session; readonly model: LoadedModel }, layers: HiddenLayers): Promise<TokenEncoder> {
  const { card, id } = model;
  if (!isTextEncoder(card)) throw new TypeError(`${id} is no text encoder`);
  const { text: recipe } = card;
  if (!recipe.layers.includes(layers)) throw new RangeError(`${id}: its graph does not give \`${layers}\`. Choose ${recipe.layers.join(' or ')}.`);
  const tokenizer = await readExportedTokenizer(model);
  const net: Net = { session, tokenizer, dimensions: recipe.dimensions, provenance: toTextProvenance(model, card, layers) };
  const around = tokenizer.tokenise('', recipe.longest).ids.length;
  return {
    provenance: net.provenance,
    dimensions: recipe.dimensions,
    longest: recipe.longest - around,
    count: (text) => tokenizer.count(text),
    async encode(texts, signal) {
      const encoded = new Array<EncodedText | undefined>(texts.length).fill(undefined);
      for (const batch of toTextBatches(texts.map((text) => tokenizer.tokenise(text, recipe.longest)))) {
        signal?.throwIfAborted();
        const rows = await runBatch(net, batch.map(({ text }) => text));
        batch.forEach(({ place }, i) => (encoded[place] = rows[i]));
      }
      return encoded;
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

interface Net {
  readonly session: Session;
  readonly tokenizer: TextTokenizer;
  readonly dimensions: number;
  readonly provenance: TextProvenance;
}

function isTextEncoder(card: ModelCard): card is TextEncoderCard {
  return 'text' in card;
}

async function runBatch({ session, tokenizer, dimensions, provenance }: Net, texts: readonly TokenisedText[]): Promise<EncodedText[]> {
  const rows = Math.max(...texts.map(({ ids }) => ids.length));
  const outputs = await session.run(toTextFeeds(texts, tokenizer.padding));
  return texts.map(({ tokens, offsets, special, cut }, item) => {
    const query = { model: session.name, layers: provenance.layers, batch: { size: texts.length, item }, rows, from: special.indexOf(0), kept: tokens.length, dimensions };
    const notes = cut === 0 ? [] : [`The last ${cut} of ${cut + tokens.length} tokens were left out: the net takes ${provenance.longest} with those around them.`];
    return { tokens, offsets, values: readStates(outputs, query), dimensions, provenance, notes };
  });
}
