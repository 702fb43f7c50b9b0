import { writeSample } from './write-sample.ts';

await writeSample(process.argv[2]!);
