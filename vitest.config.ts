import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    include: ['test/**/*.test.ts'],
    globalSetup: './test/own-temporary-folder.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Only a test that fails waits this long: what is polled for comes in its time, also on a machine with much to do.
    expect: { poll: { timeout: 30_000 } },
    // Two cores: more forks than that only slow each other, ffmpeg and inference being threaded already.
    maxWorkers: 2,
    reporters: ['default', './test/closing-line.ts'],
  },
});
