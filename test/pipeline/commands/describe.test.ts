import { expect, test } from 'vitest';
import { runCommand, videos } from '../run-command.ts';

test.each([
  [[], /^plug-in describer: endpoint: either this or `decoder` has to be given\. See its options with `affekt plugins show describer`\.$/],
  [['--endpoint', 'http://127.0.0.1:9/v1'], /^plug-in describer: model: is missing/],
  [['--endpoint', 'localhost', '--model', 'm'], /endpoint: is no address that begins with http/],
  [['--endpoint', 'http://127.0.0.1:9/v1', '--model', 'm', '--option', 'temprature=1'], /Unrecognized key: "temprature"/],
  [['--endpoint', 'http://127.0.0.1:9/v1', '--model', 'm', '--option', 'price={"prompt":-1}'], /price\.prompt: Too small/],
  [['--max-requests', '0'], /whole number of at least 1/],
  [['--option', 'x'], /of the form name=value/],
])('describe %j is refused before anything is opened', async (args, message) => {
  const { code, messages } = await runCommand(['describe', 'clip.mp4', ...args]);
  expect([code, messages]).toEqual([2, expect.stringMatching(message)]);
});

test('what the command line says goes over what the configuration says of the describer', async () => {
  const inConfig = 'plugins=[{"use":"describer","options":{"endpoint":"http://127.0.0.1:9/v1","model":"m","per":"moon"}}]';
  expect((await runCommand(['describe', 'none.mp4', '--set', inConfig])).messages).toMatch(/per: Invalid option/);
  expect((await runCommand(['describe', 'none.mp4', '--set', inConfig, '--per', 'sentence'])).messages).not.toMatch(/per:/);
});

test('a decoder that is not there ends the run before a clip is read', async () => {
  const folder = videos(['a.mkv'], { seconds: 0.2 });
  const { code, out, messages } = await runCommand(['describe', folder, '--decoder', `${folder}/none`, '--out', `${folder}/out`, '--set', 'modalities=["text"]', '--set', 'text.recogniser=null']);
  expect([code, out]).toEqual([2, '']);
  expect(messages).toMatch(/none\/model\.onnx: it is not there\. Build one with/);
});
