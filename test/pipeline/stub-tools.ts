import type { VoiceTools } from '../../pipeline/stages/read-voice.ts';
import type { Tools } from '../../pipeline/open-tools.ts';
import { openEnergyActivity } from '../../extractors/audio/activity/energy-activity.ts';
import type { Face } from '../../extractors/visual/face.ts';
import type { RgbImage } from '../../extractors/visual/image.ts';

/** Tools without any model: one face in the middle of every picture, happier the brighter the picture. Counts the pictures seen. */
export function stubTools({ faces = 1, delay = 0 }: { readonly faces?: number; readonly delay?: number } = {}): Tools & { readonly seen: () => number; readonly most: () => number } {
  let seen = 0;
  let most = 0;
  const dispose = () => Promise.resolve();
  const voice: VoiceTools = { activity: openEnergyActivity() };
  return {
    device: 'cpu',
    models: { detector: { id: 'stub', sha256: '00', licence: 'MIT' } },
    faces: {
      detector: {
        id: 'stub',
        async detect(images) {
          seen += images.length;
          most = Math.max(most, images.length);
          if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay * 1000));
          return images.map((image) => Array.from({ length: faces }, (_, index) => faceIn(image, index)));
        },
        [Symbol.asyncDispose]: dispose,
      },
      reader: {
        id: 'stub',
        labels: ['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral'],
        read: (all) => Promise.resolve(all.map(({ image }) => ({ probabilities: Float32Array.of(0, 0, 0, brightness(image), 0, 0, 1 - brightness(image)) }))),
        [Symbol.asyncDispose]: dispose,
      },
      embedder: { id: 'stub', dimensions: 2, samePerson: 0.5, embed: (all) => Promise.resolve(all.map(() => Float32Array.of(1, 0))), [Symbol.asyncDispose]: dispose },
    },
    voice,
    seen: () => seen,
    most: () => most,
    [Symbol.asyncDispose]: dispose,
  };
}

function faceIn({ width, height }: RgbImage, index: number): Face {
  const at = (x: number, y: number) => ({ x: width * (x + index / 10), y: height * y });
  return {
    score: 0.9 - index / 10,
    box: { ...at(0.3, 0.2), width: width * 0.3, height: height * 0.5 },
    landmarks: { rightEye: at(0.38, 0.4), leftEye: at(0.52, 0.4), nose: at(0.45, 0.5), rightMouth: at(0.4, 0.6), leftMouth: at(0.5, 0.6) },
  };
}

function brightness({ pixels }: RgbImage): number {
  let sum = 0;
  for (const value of pixels) sum += value;
  return sum / pixels.length / 255;
}
