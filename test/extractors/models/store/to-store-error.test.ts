import { expect, test } from 'vitest';
import { openModelStore } from '../../../../extractors/models/store/open-model-store.ts';
import { toStoreError } from '../../../../extractors/models/store/to-store-error.ts';
import { HELLO, testCard } from './test-card.ts';

test.each([
  ['ENOSPC', 'hello: there is no space left in /models. Free some space'],
  ['EDQUOT', 'hello: there is no space left in /models. Free some space'],
  ['EACCES', 'hello: /models cannot be written. Allow writing there'],
  ['EROFS', 'hello: /models cannot be written. Allow writing there'],
])('%s becomes one line for people', (code, message) => {
  expect((toStoreError(Object.assign(new Error(code), { code }), 'hello', '/models') as Error).message).toContain(message);
});

test('any other error stays what it is', () => {
  const error = new Error('odd');
  expect(toStoreError(error, 'hello', '/models')).toBe(error);
});

test('a model folder that is no folder is said in one line', async () => {
  const store = openModelStore({ folder: '/dev/null/models', mirrors: [], offline: true, cards: { hello: testCard({ mirrorPath: 'hello.onnx', sha256: HELLO.sha256 }) } });
  await expect(store.get('hello')).rejects.toMatchObject({ code: 'NOT_WRITABLE', message: expect.stringContaining('/dev/null/models cannot be written') });
});
