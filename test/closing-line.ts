import type { Reporter, TestModule } from 'vitest/node';

/**
 * Names every skipped test, whose title says why, then prints `N passed, N failed, N skipped` as the last line, for programs
 * that read the outcome of a run. A file that cannot be loaded and an error outside all tests count as failed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        if (state === 'skipped' || state === 'pending') skipped.push(`skipped: ${test.fullName}\n`);
      }
    }
    const closing = `${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`;
    process.on('exit', () => process.stdout.write(`\n${skipped.join('')}${closing}\n`));
  }
}
