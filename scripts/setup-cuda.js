// Adds the CUDA files to onnxruntime-node, whose install step this project skips because it fails without network.
// Needs Linux x64, CUDA 12 and cuDNN 9. Run it as `npm run setup:cuda`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const script = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')), 'script', 'install');
const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: '1' } });
if (status === 0) process.stderr.write('The CUDA files are in place. Check them with `npx affekt doctor --device cuda`.\n');
else process.stderr.write('The CUDA files could not be fetched, see above. They come from the network; try again where it can be reached.\n');
process.exit(status ?? 1);
