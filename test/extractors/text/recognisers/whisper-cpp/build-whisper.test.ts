import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildWhisper } from '../../../../../extractors/text/recognisers/whisper-cpp/build-whisper.ts';
import { findWhisperCli } from '../../../../../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { temporaryFolder } from '../../../models/temporary-folder.ts';

/** Puts a cmake in front of the path that notes how it is called and makes a program; compiling the real one takes minutes. */
async function fakeCmake(behaviour = 'good'): Promise<{ folder: string; calls: () => Promise<string[]> }> {
  const folder = await temporaryFolder();
  const log = join(folder, 'calls');
  const script = `#!/bin/sh
[ "$1" = --version ] && exit 0
echo "$@" >> '${log}'
[ "$1" = --build ] || exit 0
echo "[  7%] Building"; echo "[12/48] Building"
[ ${behaviour} = failing ] && { echo "ggml.c:1:2: error: no such thing"; echo "make: stopped"; exit 2; }
[ ${behaviour} = stuck ] && sleep 600
mkdir -p "$2/bin"
printf '#!/bin/sh\\necho "whisper.cpp version: 1.9.1"\\n' > "$2/bin/whisper-cli"
chmod +x "$2/bin/whisper-cli"
`;
  await writeFile(join(folder, 'cmake'), script);
  await chmod(join(folder, 'cmake'), 0o755);
  await writeFile(join(folder, 'c++'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const earlier = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${earlier}`;
  onTestFinished(() => void (process.env.PATH = earlier));
  return { folder: join(folder, 'builds'), calls: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '') };
}

test('only whisper-cli is built, for this processor, and what it was built from is noted', async () => {
  const { folder, calls } = await fakeCmake();
  const shares: number[] = [];
  const { path, record } = await buildWhisper({ folder, onProgress: (share) => shares.push(share) });
  const [configure, build] = await calls();
  expect(configure).toMatch(/-DBUILD_SHARED_LIBS=OFF .*-DGGML_NATIVE=ON -DWHISPER_SOURCE=.*nodejs-whisper\/cpp\/whisper\.cpp$/);
  expect(build).toMatch(/--target whisper-cli --config Release --parallel \d+$/);
  expect(record).toMatchObject({ package: '0.3.1', version: '1.9.1', source: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(shares).toEqual([0.07, 0.25]);
  expect((await readdir(join(path, '..'))).sort()).toEqual(['record.json', 'whisper-cli']);
});

test('what was built is found, and is not built again', async () => {
  const { folder, calls } = await fakeCmake();
  await expect(findWhisperCli({ whisperFolder: folder })).rejects.toMatchObject({ code: 'NOT_BUILT' });
  const { path } = await buildWhisper({ folder });
  expect(await findWhisperCli({ whisperFolder: folder })).toBe(path);
  expect((await buildWhisper({ folder })).path).toBe(path);
  expect(await calls()).toHaveLength(2);
  await buildWhisper({ folder, force: true });
  expect(await calls()).toHaveLength(4);
});

test('other flags make another program, beside the first', async () => {
  const { folder, calls } = await fakeCmake();
  const native = await buildWhisper({ folder });
  const portable = await buildWhisper({ folder, portable: true, definitions: ['GGML_CUDA=ON'] });
  expect(portable.path).not.toBe(native.path);
  expect((await calls())[2]).toMatch(/-DGGML_NATIVE=OFF -DGGML_CUDA=ON /);
});

test('a compiler that fails is quoted with its first error, and nothing counts as built', async () => {
  const { folder } = await fakeCmake('failing');
  await expect(buildWhisper({ folder })).rejects.toMatchObject({ code: 'BUILD_FAILED', message: expect.stringContaining('cmake ended with status 2: ggml.c:1:2: error: no such thing. Run again with `--portable`') as string });
  await expect(findWhisperCli({ whisperFolder: folder })).rejects.toMatchObject({ code: 'NOT_BUILT' });
});

test('a signal ends the compiler', async () => {
  const { folder } = await fakeCmake('stuck');
  const controller = new AbortController();
  const building = buildWhisper({ folder, signal: controller.signal, onProgress: () => controller.abort() });
  await expect(building).rejects.toMatchObject({ name: 'AbortError' });
});

test('a program that the user names comes first', async () => {
  expect(await findWhisperCli({ whisperCli: '/opt/whisper-cli', whisperFolder: '/nowhere' })).toBe('/opt/whisper-cli');
});
