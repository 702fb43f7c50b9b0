import type { ModelCard, ModelFile } from '../../../../extractors/models/card.ts';

/** Of the six bytes `hello\n`, by coreutils' sha256sum and git's hash-object. */
export const HELLO = {
  bytes: Buffer.from('hello\n'),
  sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
  gitBlob: 'ce013625030ba8dba906f756967f9e9ca394464a',
};

/** Returns a card of a model with that file. */
export function testCard(file: ModelFile): ModelCard {
  return {
    title: 'A test',
    task: 'facial-expression',
    file,
    input: { name: 'input', layout: 'features' },
    output: { names: ['output'], labels: ['a', 'b'], activation: 'softmax' },
    trainedOn: [],
    licence: { code: 'MIT', weights: 'MIT', commercial: 'yes' },
    quality: '',
    source: '',
  };
}
