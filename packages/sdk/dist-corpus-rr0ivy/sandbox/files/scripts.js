/** What the scripts say by their exit codes. */
export const EXIT = { missing: 72, isDirectory: 73, noDirectory: 74, noTool: 127 };
/** Tells which command the image does not have; the shell itself says 127 for any other. */
function needs(...tools) {
    return `for tool in ${tools.join(" ")}; do command -v "$tool" >/dev/null || { echo "$tool" >&2; exit 127; }; done`;
}
const EXISTS = `[ -e "$1" ] || [ -L "$1" ] || exit ${EXIT.missing}`;
const IS_DIRECTORY = `[ -d "$1" ] || exit ${EXIT.noDirectory}`;
/** `$1` is the path, `$2` the format. */
export const STAT = [
    needs("stat"),
    `[ -e "$1" ] || exit ${EXIT.missing}`,
    'exec stat -L -c "$2" -- "$1"',
].join("\n");
const FIND = [needs("find", "stat"), EXISTS, IS_DIRECTORY];
/** The slash at the end follows a link in the place of the directory itself, and no other. */
export const LIST_RECURSIVE = [...FIND, 'exec find "${1%/}/" -mindepth 1 -exec stat -c "$2" -- {} +'].join("\n");
export const LIST = [...FIND, 'exec find "${1%/}/" -mindepth 1 -maxdepth 1 -exec stat -c "$2" -- {} +'].join("\n");
export const MAKE_DIRECTORY = 'exec mkdir -p -- "$1"';
export const REMOVE = [
    EXISTS,
    `[ -d "$1" ] && [ ! -L "$1" ] && exit ${EXIT.isDirectory}`,
    'exec rm -f -- "$1"',
].join("\n");
export const REMOVE_RECURSIVE = [EXISTS, 'exec rm -rf -- "$1"'].join("\n");
/** A single file is packed as what a link leads to. */
export const PACK = [
    needs("tar"),
    `[ -e "$1" ] || exit ${EXIT.missing}`,
    '[ -d "$1" ] && exec tar -C "$1" -cf - .',
    "directory=${1%/*}",
    'exec tar -C "${directory:-/}" -chf - -- "${1##*/}"',
].join("\n");
/** Owners of the archive mean nothing in the sandbox. */
export const UNPACK = [needs("tar"), 'mkdir -p -- "$1" && exec tar -C "$1" -xof -'].join("\n");
//# sourceMappingURL=scripts.js.map