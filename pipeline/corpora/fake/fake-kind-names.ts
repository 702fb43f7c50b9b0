/** Every kind of corpus that can be drawn, by the name that it has among `CORPORA`. It stands apart from `FAKE_KINDS` so that help needs nothing that draws. */
export const FAKE_KIND_NAMES = ['aff-wild2', 'ch-sims', 'cmu-mosei', 'cmu-mosi', 'crema-d', 'emodb', 'folder', 'iemocap', 'meld', 'mer2023', 'mer2024', 'mer2025', 'mer2026', 'ravdess'] as const;
