import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** `from module import names`, on a line of its own. */
const IMPORT = /^from (\w+) import [^\n(]+\n/gmu;

/**
 * The text of a Python program in one file. Modules beside it stand before those that import them, each once; all
 * share one namespace, so a name means the same thing in every one of them.
 */
export function packPython(program) {
  const directory = path.dirname(program);
  const packed = new Set();
  const pack = (file) => {
    if (packed.has(file)) return "";
    packed.add(file);
    let before = "";
    const text = readFileSync(file, "utf8").replace(IMPORT, (line, name) => {
      const imported = path.join(directory, `${name}.py`);
      if (!existsSync(imported)) return line;
      before += pack(imported);
      return "";
    });
    return `${before}\n\n# ${path.basename(file)}\n\n${text}`;
  };
  return pack(program).trimStart();
}
