import type { ModelCard } from './card.ts';
import { AUDIO_EVENTS } from './registry/audio-events.ts';
import { FACE_DETECTION } from './registry/face-detection.ts';
import { FACE_IDENTITY } from './registry/face-identity.ts';
import { FACE_LANDMARKS } from './registry/face-landmarks.ts';
import { FACIAL_EXPRESSION } from './registry/facial-expression.ts';
import { HSEMOTION } from './registry/hsemotion.ts';
import { SPEAKER_EMBEDDING } from './registry/speaker-embedding.ts';
import { SPEECH_ENCODERS } from './registry/speech-encoders.ts';
import { SPEECH_RECOGNITION } from './registry/speech-recognition.ts';
import { TEXT_ENCODERS } from './registry/text-encoders.ts';
import { VOICE_ACTIVITY } from './registry/voice-activity.ts';
import { VOICE_EMOTION } from './registry/voice-emotion.ts';

/** Every model that affekt knows, by id. */
export const MODELS = {
  ...FACE_DETECTION,
  ...FACE_LANDMARKS,
  ...FACIAL_EXPRESSION,
  ...HSEMOTION,
  ...FACE_IDENTITY,
  ...VOICE_ACTIVITY,
  ...VOICE_EMOTION,
  ...AUDIO_EVENTS,
  ...SPEAKER_EMBEDDING,
  ...SPEECH_ENCODERS,
  ...TEXT_ENCODERS,
  ...SPEECH_RECOGNITION,
} as const satisfies Record<string, ModelCard>;
