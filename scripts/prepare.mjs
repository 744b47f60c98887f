// Brings a fresh clone to the point where everything can run, and does nothing else.
import { prepare } from "./lib/prepare.mjs";
import { main } from "./lib/steps.mjs";

main(() => prepare());
