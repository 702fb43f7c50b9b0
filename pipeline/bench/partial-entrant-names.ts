/** What `affekt bench partial` compares, by name. It stands apart from `PARTIAL_ENTRANTS` so that help needs nothing that trains; a test holds the two together. */
export const PARTIAL_ENTRANT_NAMES: readonly string[] = [
  'average', 'cc', 'proden', 'lws', 'moving', 'alim-onehot', 'alim-scale', 'irnet', 'irnet-sce', 'pico', 'pico-plus', 'pico-alim', 'pico-irnet',
  'moving+mixup', 'alim-onehot+mixup', 'lambda-1', 'truth',
];
