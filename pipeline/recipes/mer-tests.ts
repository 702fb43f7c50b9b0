/** What is handed in for MER 2023, by the split of the corpus. */
export const MER_TESTS = { test1: 'mer2023-multi', test2: 'mer2023-noise', test3: 'mer2023-semi' } as const;
