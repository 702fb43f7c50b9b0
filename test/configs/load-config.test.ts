import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../configs/environment.ts';
import { loadConfig } from '../../configs/load-config.ts';
import type { ConfigSources } from '../../configs/load-settings.ts';
import { PRESETS } from '../../configs/presets.ts';

function configFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-config-')), 'affekt.json');
  writeFileSync(path, text);
  return path;
}

test('without any source every setting has its default', () => {
  expect(loadConfig({})).toMatchObject({ modalities: ['face', 'voice', 'text'], video: { fps: null }, runtime: { device: 'auto' }, output: { report: true } });
});

test('the preset is laid under the file, the file under single settings, those under command line options', () => {
  const file = configFile('{ "video": { "fps": 7 }, "face": { "minScore": 0.7 } }');
  const config = loadConfig({ preset: 'fast', file, set: ['face.minScore=0.8', 'voice.activity=energy'], overrides: { video: { maxSide: 640 } } });
  expect(config.video).toMatchObject({ fps: 7, maxSide: 640 });
  expect(config.face.minScore).toBe(0.8);
  expect(config.voice.activity).toBe('energy');
});

test('every preset is a valid configuration', () => {
  for (const preset of Object.keys(PRESETS)) expect(loadConfig({ preset }).output.folder).toBe('results');
});

test('all faults of a file are named at once, each with its key', () => {
  const file = configFile('{ "video": { "fps": -1 }, "fce": {} }');
  expect(() => loadConfig({ file })).toThrow(/affekt\.json: .*video\.fps: .*fce.*affekt config show/s);
});

test.each([
  ['a missing file', '/nowhere/affekt.json', /nowhere\/affekt\.json: cannot be found/],
  ['a folder', import.meta.dirname, /configs: is a folder, not a configuration file/],
  ['text that is not JSON', configFile('{'), /is not JSON/],
  ['a list', configFile('[]'), /is not an object of settings/],
])('%s is refused by name', (_, file, message) => expect(() => loadConfig({ file })).toThrow(message));

test('a byte order mark before the JSON is ignored', () => {
  expect(loadConfig({ file: configFile('\uFEFF{ "video": { "fps": 3 } }') }).video.fps).toBe(3);
});

test.each([['face.minScore', /not of the form a\.b=value/], ['=3', /not of the form/], ['face..x=3', /not of the form/], ['face.x=3', /face: .*x/], ['__proto__.x=1', /__proto__/]])(
  'the setting %s is refused',
  (set, message) => expect(() => loadConfig({ set: [set] })).toThrow(message),
);

test.each([
  [{ preset: 'face-only' }, /fusion\.people: "speaking" cannot be told from face alone; set modalities/],
  [{ set: ['face.mesh=null'] }, /without face\.mesh; set it to auto/],
  [{ set: ['face.mouth=false'] }, /without face\.mouth; set it to true/],
  [{ overrides: { video: { fps: 10 } } }, /from 10 frames a second; set video\.fps to null or to 11/],
])('speakers are not asked for where they cannot be told: %j', (sources: ConfigSources, message) => {
  expect(() => loadConfig({ ...sources, overrides: { ...sources.overrides, fusion: { people: 'speaking' } } })).toThrow(message);
  expect(loadConfig({ overrides: { video: { fps: 11 }, fusion: { people: 'speaking' } } }).fusion.people).toBe('speaking');
});

test('an unknown preset is refused with the known ones', () => {
  expect(() => loadConfig({ preset: 'toString' })).toThrow(/preset toString: there is no such preset; known are default, fast/);
});

test('mirrors in the environment may be folders and addresses', () => {
  const { mirrors } = readEnvironment({ AFFEKT_MODEL_MIRROR: '/a/b:https://host.test/models:../c' });
  expect(mirrors).toEqual(['/a/b', 'https://host.test/models', '../c']);
});
