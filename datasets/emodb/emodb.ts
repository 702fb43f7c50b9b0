import type { Corpus, PublishedCount } from '../corpus.ts';
import { openNamedFiles } from '../named-files/open-named-files.ts';
import { EMODB_CLASSES, readEmodbName } from './read-emodb-name.ts';

const SOURCE = 'Burkhardt et al. 2005, doi 10.21437/Interspeech.2005-446; per class: as commonly reported';

/** EmoDB: ten German actors say ten sentences; the file names are the labels. */
export const emodb: Corpus = {
  about: 'EmoDB (Berlin): ten actors say ten German sentences in seven emotions; labels are the file names',
  tasks: [],
  layout: {},
  open: (root) => openNamedFiles({ kind: 'emodb', root, classes: EMODB_CLASSES }, { read: readEmodbName, example: 'wav/03a01Fa.wav', leftOut: 'are left out' }),
  published: [
    { split: 'all', of: 'clips', count: 535, source: SOURCE },
    { split: 'all', of: 'speakers', count: 10, source: SOURCE },
    ...Object.entries({ anger: 127, boredom: 81, disgust: 46, fear: 69, happiness: 71, sadness: 62, neutral: 79 }).map(
      ([name, count]): PublishedCount => ({ split: 'all', of: { class: name }, count, source: SOURCE }),
    ),
  ],
};
