import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { probe } from '../../../pipeline/media/probe.ts';
import { openMediaFolder } from './media-folder.ts';

const folder = openMediaFolder();
folder.make('other.ts', '-f lavfi -i testsrc=d=1:s=64x48');

test.each([
  ['list.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.ts\n#EXT-X-ENDLIST\n'],
  ['disguised.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.ts\n#EXT-X-ENDLIST\n'],
  ['joined.mp4', 'ffconcat version 1.0\nfile other.ts\n'],
])('%s, a playlist that names another file, is refused', async (name, text) => {
  writeFileSync(folder.at(name), text);
  await expect(probe(folder.at(name))).rejects.toMatchObject({ code: 'PLAYLIST', message: expect.stringMatching(/is a playlist \((hls|concat)\)/) });
});

test('a playlist that names an address reaches no network', async () => {
  writeFileSync(folder.at('net.mp4'), '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/other.ts\n#EXT-X-ENDLIST\n');
  await expect(probe(folder.at('net.mp4'))).rejects.toThrow(/net\.mp4: .*not on whitelist/);
});
