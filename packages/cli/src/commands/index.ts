export { doctorCommand } from "./doctor.js";
export { addExamples } from "./examples.js";
export { serveCommand } from "./serve.js";
