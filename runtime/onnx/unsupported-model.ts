/** An ONNX file has something that cannot be read here. The message is one clause: "it uses functions". */
export class UnsupportedModel extends Error {
  override readonly name = 'UnsupportedModel';
}
