export { doctorCommand } from "./doctor.js";
export { addExamples, type Example } from "./examples.js";
export { imagesCommand } from "./images.js";
export { serveCommand } from "./serve.js";
