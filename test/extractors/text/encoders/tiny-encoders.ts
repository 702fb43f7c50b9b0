import { fileURLToPath } from 'node:url';
import type { LoadedModel } from '../../../../extractors/models/loaded-model.ts';
import { TEXT_ENCODERS } from '../../../../extractors/models/registry/text-encoders.ts';
import type { TextEncoderCard, TextRecipe } from '../../../../extractors/text/encoders/text-encoder-card.ts';

/** Names of the nets in `golden/`. */
export type TinyEncoder = 'bert' | 'roberta' | 'xlmr' | 'mpnet';

const OF = {
  bert: 'chinese-macbert-base',
  roberta: 'roberta-base',
  xlmr: 'xlm-roberta-base',
  mpnet: 'all-mpnet-base-v2',
} as const satisfies Record<TinyEncoder, keyof typeof TEXT_ENCODERS>;

/** Returns a net of random weights with the card of the one that it stands for, but for its width and its longest text. */
export function tinyModel(name: TinyEncoder, changes: Partial<TextRecipe> = {}): LoadedModel {
  const card: TextEncoderCard = TEXT_ENCODERS[OF[name]];
  const path = fileURLToPath(new URL(`golden/${name}.onnx`, import.meta.url));
  const tiny: TextEncoderCard = { ...card, text: { ...card.text, dimensions: 16, longest: 40, ...changes } };
  return { id: OF[name], path, sha256: 'f'.repeat(64), card: tiny };
}
