import type { LayerNames } from '../blocks/transformer-layer.ts';

/** Returns the names of the tensors of one of BERT's layers. */
export function bertNames(index: number): LayerNames {
  const name = `encoder.layer.${index}`;
  return {
    query: `${name}.attention.self.query`, key: `${name}.attention.self.key`, value: `${name}.attention.self.value`, output: `${name}.attention.output.dense`,
    attentionNorm: `${name}.attention.output.LayerNorm`, inner: `${name}.intermediate.dense`, outer: `${name}.output.dense`, outerNorm: `${name}.output.LayerNorm`,
  };
}
