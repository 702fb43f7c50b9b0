import { writeModel } from '../../../../runtime/onnx/write-model.ts';
import { linear } from '../linear-model.ts';

process.stdout.write(writeModel(linear));
