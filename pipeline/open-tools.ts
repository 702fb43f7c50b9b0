import type { Config } from '../configs/schema.ts';
import { openEnergyActivity } from '../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../extractors/audio/activity/silero-activity.ts';
import { openVoiceHead } from '../extractors/audio/head/voice-head.ts';
import { openSpeakerEmbedder } from '../extractors/audio/speakers/open-speaker-embedder.ts';
import { textHeadCard } from '../extractors/text/emotion/text-head.card.ts';
import { cardFor } from '../extractors/models/card-for.ts';
import type { ModelTask } from '../extractors/models/card.ts';
import { openModel, type OpenModelOptions } from '../extractors/models/open-model.ts';
import type { ModelStore } from '../extractors/models/store/open-model-store.ts';
import type { Progress } from '../extractors/models/store/store-options.ts';
import { openDetector } from '../extractors/visual/detect/open-detector.ts';
import { openExpressionReader } from '../extractors/visual/expression/card-reader.ts';
import { openFaceEmbedder } from '../extractors/visual/identity/face-embedder.ts';
import { openFaceMesh } from '../extractors/visual/landmarks/face-mesh.ts';
import type { OpenedModel } from '../extractors/visual/opened-model.ts';
import { UNITS } from '../plugins/gate/expose-units.ts';
import { ModelError } from '../runtime/model-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { AUTO_MODELS, type Part } from './auto-models.ts';
import { createGatekeeper } from './gates/gatekeeper.ts';
import type { RunRecord } from './rows.ts';
import type { FaceTools } from './stages/read-faces.ts';
import type { VoiceTools } from './stages/read-voice.ts';
import type { ProgramSettings } from '../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { openTextTools } from './words/open-text-tools.ts';
import type { TextTools } from './words/text-tools.ts';

/** Everything that reads a clip, opened once for all clips. */
export interface Tools extends AsyncDisposable {
  readonly device: string;
  /** Absent when faces are not wanted. */
  readonly faces?: FaceTools;
  /** Absent when the voice is not wanted. */
  readonly voice?: VoiceTools;
  /** Absent when words are not wanted. */
  readonly text?: TextTools;
  /** The models in use, by part. */
  readonly models: RunRecord['models'];
}

/** What `openTools` needs besides the configuration. */
export interface ToolSources {
  readonly store: ModelStore;
  readonly runtime: Runtime;
  readonly onProgress?: (progress: Progress) => void;
  /** Where whisper-cli may be; without it speech is not turned into words. */
  readonly programs?: ProgramSettings;
}

const TASKS: Readonly<Record<Part, ModelTask>> = {
  detector: 'face-detection',
  expression: 'facial-expression',
  mesh: 'face-landmarks',
  identity: 'face-identity',
  voiceActivity: 'voice-activity',
  voiceEmotion: 'voice-emotion',
  voiceSpeakers: 'speaker-embedding',
};

/** The two workers that face models are spread over, so that finding and reading overlap. */
const [FINDING, READING] = [0, 1];

/**
 * Opens the models that the configuration names; `auto` is the best one on this machine.
 *
 * @throws ModelError when a named model is unknown, missing, damaged or made for another task
 */
export async function openTools({ modalities, face, voice, text, gate, runtime: { threads } }: Config, sources: ToolSources): Promise<Tools> {
  const models: Partial<Record<Part, RunRecord['models'][string]>> = {};
  await using opened = new AsyncDisposableStack();
  const gates = createGatekeeper(gate);
  const open = async (part: Part, wanted: string, worker: number, adapt?: OpenModelOptions['adapt']) => {
    const id = wanted === 'auto' ? await bestModel(part, sources.store) : checkTask(part, wanted);
    const result = await openModel(id, { ...sources, worker, adapt });
    opened.use(result.session);
    const { weights: licence, commercial } = result.model.card.licence;
    models[part] = { id, sha256: result.model.sha256, licence, commercial };
    return result;
  };
  const openGated = async <Reader>(part: Part, gatePart: string, wanted: string, openReader: (result: OpenedModel, units: string | undefined) => Reader) => {
    const result = await open(part, wanted, READING, (model) => gates.adapt(model));
    const gate = gates.of(result.model.id);
    if (gate === undefined) return { reader: openReader(result, undefined) };
    Object.assign(models, { [gatePart]: { ...models[part]!, id: `${gate.found.gate.method} on ${result.model.id}`, sha256: gate.found.sha256 } });
    return { reader: openReader(result, UNITS), gate };
  };
  const openActivity = async () => {
    const id = voice.activity === 'auto' ? await bestModel('voiceActivity', sources.store) : voice.activity;
    if (id !== 'energy') return openSileroActivity(await open('voiceActivity', id, READING));
    models.voiceActivity = { id, sha256: '', licence: 'a rule without weights', commercial: 'yes' };
    return openEnergyActivity();
  };
  const openSpeakers = async () => {
    const id = voice.speakers === 'auto' ? AUTO_MODELS.voiceSpeakers[0] : voice.speakers;
    if (id === null || (voice.speakers === 'auto' && (await sources.store.state(id)) !== 'here')) return {};
    return { speakers: openSpeakerEmbedder(await open('voiceSpeakers', id, READING)) };
  };
  const faces = modalities.includes('face') && {
    detector: openDetector(await open('detector', face.detector, FINDING), { minScore: face.minScore ?? undefined }),
    ...(await openGated('expression', 'faceGate', face.expression, (result, units) => openExpressionReader(result, { units }))),
    ...(face.mesh === null ? {} : { mesher: openFaceMesh(await open('mesh', face.mesh, FINDING)) }),
    ...(face.identity === null ? {} : { embedder: openFaceEmbedder(await open('identity', face.identity, READING)) }),
  };
  const voices = modalities.includes('voice') && {
    activity: await openActivity(),
    ...(voice.emotion === null ? {} : await openGated('voiceEmotion', 'voiceGate', voice.emotion, (result, units) => openVoiceHead({ ...result, units }))),
    ...(await openSpeakers()),
  };
  const texts = modalities.includes('text') && opened.use(await openTextTools(text, { ...sources, threads: threads ?? undefined, activity: voices ? voices.activity : openEnergyActivity() }));
  if (texts) Object.assign(models, textModels(texts));
  gates.confirm();
  const sessions = opened.move();
  return { device: sources.runtime.device, models, ...(faces ? { faces } : {}), ...(voices ? { voice: voices } : {}), ...(texts ? { text: texts } : {}), [Symbol.asyncDispose]: () => sessions.disposeAsync() };
}

/** What is recorded of the recogniser and the text model. */
function textModels({ recogniser, reader }: TextTools): RunRecord['models'] {
  const heard = recogniser?.transcriber.source;
  return {
    ...(heard === undefined ? {} : { recogniser: { id: heard.id, sha256: heard.sha256, licence: 'as its source states', commercial: 'unclear' } }),
    ...(reader === undefined ? {} : { textEmotion: { id: reader.id, sha256: textHeadCard.file.sha256, licence: textHeadCard.licence.weights, commercial: textHeadCard.licence.commercial } }),
  };
}

/** The first model of the part's list that is on this machine; the last one always is. */
async function bestModel(part: Part, store: ModelStore): Promise<string> {
  const candidates: readonly string[] = AUTO_MODELS[part];
  for (const id of candidates.slice(0, -1)) if ((await store.state(id)) === 'here') return id;
  return candidates.at(-1)!;
}

function checkTask(part: Part, id: string): string {
  const { task } = cardFor(id);
  if (task === TASKS[part]) return id;
  throw new ModelError('UNKNOWN', { model: id, detail: `is a model for ${task}, but ${TASKS[part]} is wanted here` });
}
