/** Names of `GATE_METHODS`, the simplest first. They stand apart so that the help of commands needs no method; a test holds the two together. */
export const GATE_METHOD_NAMES: readonly string[] = [
  'energy', 'msp', 'max-logit', 'odin', 'react', 'vra', 'vra-msp', 'vra-odin', 'vra+', 'vra+-msp', 'ash-p', 'ash-b', 'ash-s', 'scale', 'vra++', 'dice', 'cosine', 'mahalanobis', 'knn',
];

/** The methods that are tried when none are named. */
export const DEFAULT_METHODS: readonly string[] = GATE_METHOD_NAMES.filter((name) => name !== 'knn');
