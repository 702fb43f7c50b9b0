import { expect, test } from 'vitest';
import { toStoreError } from '../../../../extractors/models/store/to-store-error.ts';

test.each([
  ['EROFS', 'NOT_WRITABLE'],
  ['ENOENT', 'NOT_WRITABLE'], // What Node says of a new folder on a read-only disk
  ['ENOSPC', 'DISK_FULL'],
])('%s from the operating system is %s, with the folder', (system, code) => {
  const error = toStoreError(Object.assign(new Error(system), { code: system }), 'yunet', '/media/models');
  expect(error).toMatchObject({ code, message: expect.stringContaining('/media/models') });
});
