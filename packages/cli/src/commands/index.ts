export { doctorCommand } from "./doctor.js";
export { addExamples } from "./examples.js";
export { imagesCommand } from "./images.js";
export { serveCommand } from "./serve.js";
export { serverCommand } from "./server.js";
