import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: more forks than that only slow each other, ffmpeg and inference being threaded already.
    maxWorkers: 2,
    reporters: ['default', './test/closing-line.ts'],
  },
});
