import { encodeSafetensors } from '../../../../runtime/safetensors/encode-safetensors.ts';
import { SAMPLE } from './sample.ts';

process.stdout.write(encodeSafetensors(SAMPLE, { epoch: '3', made: 'here' }));
