// Writes human-reference.json beside this file: what @vladmandic/human 3.3.6 itself says of face.png, with its WASM backend.
// Run in a folder with: npm install @vladmandic/human@3.3.6 @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 sharp
//   node <repository>/test/extractors/visual/golden/human-reference.cjs
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const modules = path.join(process.cwd(), 'node_modules');
const load = createRequire(path.join(process.cwd(), 'any.js'));
const sharp = load('sharp');
const tf = load('@tensorflow/tfjs');
const wasm = load('@tensorflow/tfjs-backend-wasm');
const { Human } = load(path.join(modules, '@vladmandic/human/dist/human.node-wasm.js'));

// Human loads its models with fetch, which knows no files
const types = { '.json': 'application/json', '.wasm': 'application/wasm' };
globalThis.fetch = async (url) => new Response(fs.readFileSync(new URL(url)), { headers: { 'content-type': types[path.extname(String(url))] ?? 'application/octet-stream' } });

const round = (values, digits = 5) => Array.from(values, (value) => Number(value.toFixed(digits)));

/** The box of the best anchor in pixels of a square picture, before Human enlarges it: src/face/blazeface.ts, written out. */
function strongestBox(model, input) {
  const size = 256;
  const outputs = model.execute(tf.sub(tf.div(tf.image.resizeBilinear(input, [size, size]), 127.5), 1)).sort((a, b) => a.size - b.size);
  const logits = [...outputs[1].dataSync(), ...outputs[0].dataSync()];
  const best = logits.indexOf(Math.max(...logits));
  const [cells, cell] = best < 512 ? [16, Math.floor(best / 2)] : [8, Math.floor((best - 512) / 6)];
  const values = best < 512 ? outputs[3].dataSync().slice(best * 16) : outputs[2].dataSync().slice((best - 512) * 16);
  const scale = input.shape[2] / size;
  const [x, y] = [((cell % cells) + 0.5) * (size / cells) + values[0], (Math.floor(cell / cells) + 0.5) * (size / cells) + values[1]];
  return round([(x - values[2] / 2) * scale, (y - values[3] / 2) * scale, values[2] * scale, values[3] * scale], 3);
}

async function main() {
  const files = process.argv.length > 2 ? process.argv.slice(2) : [path.join(__dirname, 'face.png')];
  const root = path.join(modules, '@vladmandic/human');
  const wasmPath = path.join(modules, '@tensorflow/tfjs-backend-wasm/dist') + path.sep;
  wasm.setWasmPaths(wasmPath);
  await tf.setBackend('wasm');
  await tf.ready();
  const off = { enabled: false };
  const human = new Human({
    backend: 'wasm', wasmPath, modelBasePath: `file://${root}/models/`, debug: false, cacheModels: false, cacheSensitivity: 0, async: false, skipAllowed: false,
    filter: { enabled: false }, gesture: off, body: off, hand: off, object: off, segmentation: off,
    face: { enabled: true, detector: { rotation: false, maxDetected: 10, return: true }, mesh: { enabled: true }, iris: off, emotion: { enabled: true, minConfidence: 0 }, description: { enabled: true } },
  });
  await human.load();
  const emotion = human.models.models.emotion;
  const results = [];
  for (const file of files) {
    const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const input = tf.tensor4d(new Float32Array(data), [1, info.height, info.width, 3]);
    const { face } = await human.detect(input);
    const detectorBox = strongestBox(human.models.models.blazeface, input);
    results.push(...face.map((one) => {
      // Human rounds its scores to two digits and cuts at 0.99: the net is asked again with the crop that Human gives back
      const small = tf.image.resizeBilinear(one.tensor.expandDims(0), [64, 64], false);
      const gray = tf.sum(tf.mul(small, tf.tensor1d([0.2989, 0.587, 0.114])), 3, true);
      const probabilities = emotion.execute(tf.mul(tf.sub(gray, 0.5), 2)).dataSync();
      return {
        file: path.basename(file), width: info.width, height: info.height, boxScore: one.boxScore, faceScore: one.faceScore, box: one.box, detectorBox,
        probabilities: round(probabilities), emotion: one.emotion, mesh: one.mesh.slice(0, 468).filter((_, index) => index % 40 === 0), embedding: round(one.embedding, 4),
      };
    }));
  }
  if (process.argv.length > 2) return console.log(JSON.stringify(results));
  fs.writeFileSync(path.join(__dirname, 'human-reference.json'), JSON.stringify(results[0]) + '\n');
}

main();
