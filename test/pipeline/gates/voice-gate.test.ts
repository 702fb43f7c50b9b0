import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import { voiceHeadCard } from '../../../extractors/audio/head/voice-head.card.ts';
import { openVoiceHead } from '../../../extractors/audio/head/voice-head.ts';
import { UNITS } from '../../../plugins/gate/expose-units.ts';
import { createGatekeeper } from '../../../pipeline/gates/gatekeeper.ts';
import { readVoice } from '../../../pipeline/stages/read-voice.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Recording } from '../../../scripts/voice-head/examples.ts';
import { strangeSounds } from '../../../scripts/voice-gate/strange-sounds.ts';

const model = { id: 'affekt-voice-ravdess', path: 'extractors/audio/head/voice-head.onnx', sha256: voiceHeadCard.file.sha256, card: voiceHeadCard };

test('music that the energy rule hears as speech is no voice to the head: no verdict, and the reason', async () => {
  const { sound } = piece('music/3');
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const gates = createGatekeeper({ on: true, coverage: null, files: [] });
  await using reader = openVoiceHead({ session: await runtime.open(await gates.adapt(model), { name: 'voice' }), model, units: UNITS });
  const track = await readVoice(ReadableStream.from([sound]), { activity: openEnergyActivity(), reader, gate: gates.of(model.id)! }, { window: 2, hop: 0.5 });
  expect(track!.rows.filter(({ uncertain }) => uncertain === 'not speech').length).toBeGreaterThan(3);
  expect(track!.rows.filter(({ verdict }) => verdict !== undefined)).toEqual([]);
}, 30_000);

function piece(name: string): Recording {
  for (const recording of strangeSounds(mkdtempSync(join(tmpdir(), 'no-noise-')))) if (recording.clip === name) return recording;
  throw new Error(name);
}
