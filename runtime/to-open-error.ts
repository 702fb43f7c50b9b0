import { ModelError } from './model-error.ts';

/** Returns the error for a graph that ONNX Runtime refused to load, sorted by its message: not a graph, not known, or no luck. */
export function toOpenError(model: string, cause: Error): ModelError {
  const detail = cause.message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return new ModelError(codeOf(detail), { model, detail, cause });
}

function codeOf(message: string): 'BROKEN' | 'UNSUPPORTED' | 'FAILED' {
  if (/worker thread|runtime was closed|alloc|out of memory|CUDA|cuDNN|DeviceLost/i.test(message)) return 'FAILED';
  if (/No Op registered|not a registered function|Could not find an implementation|NOT_IMPLEMENTED|opset|Unsupported/i.test(message)) return 'UNSUPPORTED';
  return 'BROKEN';
}
