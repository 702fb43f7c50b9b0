import { expect, test } from 'vitest';
import { EXIT, exitCodeFor } from '../../../pipeline/exit-codes.ts';
import { OutputError } from '../../../pipeline/export/output-error.ts';

test.each([
  ['EROFS', 'NOT_WRITABLE', EXIT.usage],
  ['ENOENT', 'NOT_WRITABLE', EXIT.usage], // What Node says of a new folder on a read-only disk
  ['ENAMETOOLONG', 'NOT_WRITABLE', EXIT.usage],
  ['ENOSPC', 'DISK_FULL', EXIT.unexpected],
  ['EIO', 'FAILED', EXIT.unexpected],
])('%s from the operating system is %s and exit code %i', (system, code, exit) => {
  const error = OutputError.from(Object.assign(new Error(system), { code: system }), 'out/clip');
  expect(error).toMatchObject({ code, message: expect.stringMatching(/^out\/clip: cannot write.*\. [A-Z].*\.$/) });
  expect(exitCodeFor(error)).toBe(exit);
});
