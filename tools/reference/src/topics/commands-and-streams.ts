/**
 * What runs inside a sandbox, its input and output, terminals, and handles on running work.
 * @module
 */
export {
  type CommandValue,
  type ExecOptions,
  OperationRef,
  Process,
  type ProcessResult,
  results,
  type ShellOptions,
  splitWords,
  StreamReader,
  StreamWriter,
  type TerminalResult,
  TerminalSession,
  wait,
  type Waitable,
} from "cwsandbox";
