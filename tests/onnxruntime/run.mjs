// Runs an ONNX file with ONNX Runtime: node run.mjs MODEL SHAPE INPUTS OUTPUTS
// SHAPE is the input's, such as 100,1,8,8; INPUTS and OUTPUTS are files of little-endian float32.
// Prints one line of JSON: the names, shape and metadata that the runtime sees.
import { readFileSync, writeFileSync } from "node:fs";
import * as ort from "onnxruntime-node";

const [model, shape, inputs, outputs] = process.argv.slice(2);
const bytes = readFileSync(inputs);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const [input] = session.inputNames;
const [output] = session.outputNames;
const results = await session.run({ [input]: new ort.Tensor("float32", values, shape.split(",").map(Number)) });
const { data, dims } = results[output];
writeFileSync(outputs, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
console.log(JSON.stringify({ input, output, dims }));
