import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Stands in the title of a test that needs a browser. */
export const skipped = CHROMIUM === undefined ? ' (skipped: no chromium on this machine)' : '';

/** A test that is left out where there is no browser. */
export const inBrowser = test.skipIf(CHROMIUM === undefined);

/** Opens a browser for the tests of a file; it is there while they run. */
export function useBrowser(): { readonly current: Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (CHROMIUM !== undefined) browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);
  afterAll(() => browser?.close());
  return {
    get current() {
      return browser!; // Asked for in tests that run with a browser only
    },
  };
}
