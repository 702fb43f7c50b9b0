import type { FaceTools } from '../stages/read-faces.ts';
import type { VoiceTools } from '../stages/read-voice.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import type { FeatureSource } from './feature-source.ts';
import { listenToClip } from './listen-to-clip.ts';
import { readVideoFaces } from './read-face-rows.ts';
import { readTextRows, readTextVector } from './read-text-rows.ts';
import { readVoiceRows, readVoiceVector } from './read-voice-rows.ts';

/** The models at hand. */
export interface EmbeddedTools {
  readonly faces: FaceTools;
  readonly voice: VoiceTools;
  readonly media: MediaTools;
}

/** Pictures a second that are looked at in a clip that is judged as a whole. */
const LOOKS = 5;

/**
 * Returns what affekt can make of clips without anything to be fetched: expression of faces, descriptors of the voice, hashed words. They stand in for the encoders
 * that papers use, whose features are given as folders.
 *
 * @param level one vector a clip, or one a moment
 */
export function embeddedSources(level: FeatureSource['level'], { faces, voice, media }: EmbeddedTools): FeatureSource[] {
  const visual: FeatureSource = {
    modality: 'visual',
    id: faces.reader.id,
    level,
    read: async (clip, signal) => (clip.media === undefined ? undefined : readVideoFaces(await probe(clip.media, { tools: media, signal }), faces, { fps: LOOKS, media, signal })),
  };
  const audio: FeatureSource = {
    modality: 'audio',
    id: level === 'utterance' ? 'affekt-voice' : 'affekt-descriptors',
    level,
    read: async (clip, signal) => {
      const sounds = await listenToClip(clip, media, signal);
      return level === 'utterance' ? readVoiceVector(sounds, voice.activity) : readVoiceRows(sounds);
    },
  };
  const text: FeatureSource = {
    modality: 'text',
    id: 'hashed-words',
    level,
    read: ({ texts = {} }) => Promise.resolve(level === 'utterance' ? readTextVector(Object.values(texts)[0]) : readTextRows(Object.values(texts)[0])),
  };
  return [audio, text, visual];
}
