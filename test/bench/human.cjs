// The peer of analyze.bench.ts: @vladmandic/human in Node on its WASM backend, detector and emotion, frame by frame.
// Usage: node human.cjs VIDEO WIDTH HEIGHT FRAMES; prints {"secondsPerFrame", "faces"} as JSON.
const { spawn } = require('node:child_process');
const { createReadStream, statSync } = require('node:fs');
const { join } = require('node:path');

const [video, width, height, frames] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const package_ = join(__dirname, '../../node_modules/@vladmandic/human');

// Human loads its models by fetch; Node's refuses file addresses.
const fetchOverNetwork = globalThis.fetch;
globalThis.fetch = async (address, options) => {
  if (!String(address).startsWith('file://')) return fetchOverNetwork(address, options);
  const path = new URL(address).pathname;
  const chunks = [];
  for await (const chunk of createReadStream(path)) chunks.push(chunk);
  return new Response(Buffer.concat(chunks), { headers: { 'content-length': String(statSync(path).size), 'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream' } });
};

main();

async function main() {
  const tf = require('@tensorflow/tfjs');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(join(join(__dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm'), 'dist/'));
  await tf.setBackend('wasm');
  const { Human } = require(join(package_, 'dist/human.node-wasm.js'));
  const off = { enabled: false };
  const human = new Human({
    backend: 'wasm',
    modelBasePath: `file://${join(package_, 'models')}/`,
    wasmPath: join(join(__dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm'), 'dist/'),
    debug: false,
    cacheSensitivity: 0,
    filter: off, gesture: off, hand: off, body: off, object: off, segmentation: off,
    face: { enabled: true, detector: { rotation: false, maxDetected: 1, skipFrames: 0, skipTime: 0 }, mesh: off, iris: off, description: off, emotion: { enabled: true, skipFrames: 0, skipTime: 0 }, antispoof: off, liveness: off },
  });
  await human.load();
  const size = width * height * 3;
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-i', video, '-vf', `scale=${width}:${height}`, '-frames:v', String(frames + 5), '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']);
  const chunks = [];
  for await (const chunk of ffmpeg.stdout) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const count = Math.floor(bytes.length / size);
  let faces = 0;
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    if (index === Math.min(5, count - 1)) start = performance.now();
    const picture = tf.tensor(new Uint8Array(bytes.subarray(index * size, (index + 1) * size)), [1, height, width, 3], 'float32');
    const result = await human.detect(picture);
    faces += result.face.filter((face) => face.emotion?.length > 0).length;
    picture.dispose();
  }
  console.log(JSON.stringify({ secondsPerFrame: (performance.now() - start) / 1000 / Math.max(1, count - 5), faces, count }));
}
