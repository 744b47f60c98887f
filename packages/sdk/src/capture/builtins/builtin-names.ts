/** Global names of the language and of Node that are cheap to look at. */
export const GLOBAL_NAMES: ReadonlySet<string> = words(`
  globalThis global Infinity NaN undefined Object Function Array Number Boolean String Symbol BigInt
  Math JSON Reflect parseFloat parseInt isNaN isFinite eval escape unescape encodeURI
  encodeURIComponent decodeURI decodeURIComponent Date RegExp Promise Proxy Map Set WeakMap WeakSet
  WeakRef FinalizationRegistry Error AggregateError EvalError RangeError ReferenceError SyntaxError
  TypeError URIError SuppressedError DisposableStack AsyncDisposableStack Iterator Float16Array
  Temporal ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray
  Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array
  Intl WebAssembly process console Buffer URL URLSearchParams TextEncoder TextDecoder AbortController
  AbortSignal Event EventTarget DOMException structuredClone queueMicrotask setTimeout clearTimeout
  setInterval clearInterval setImmediate clearImmediate atob btoa performance fetch MessageChannel
  MessagePort MessageEvent
`);

/** What Node itself adds to objects of the language. */
export const NODE_DATA: ReadonlySet<PropertyKey> = words("dispose asyncDispose prepareStackTrace");

/** Global names whose first use makes Node load something; looked at only when nothing else fits. */
export const LAZY_GLOBAL_NAMES: ReadonlySet<string> = words(`
  Blob File FormData Headers Request Response WebSocket CloseEvent EventSource crypto Crypto CryptoKey
  SubtleCrypto BroadcastChannel Performance PerformanceEntry PerformanceMark PerformanceMeasure
  PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming ReadableStream
  ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest
  ReadableByteStreamController ReadableStreamDefaultController TransformStream
  TransformStreamDefaultController WritableStream WritableStreamDefaultController
  WritableStreamDefaultWriter ByteLengthQueuingStrategy CountQueuingStrategy TextEncoderStream
  TextDecoderStream CompressionStream DecompressionStream CustomEvent navigator Navigator
`);

/** Classes of the language whose objects come into being without their names. */
export const LANGUAGE_CLASSES: ReadonlySet<string> = words(`
  Object Function Array Number Boolean String Symbol BigInt Date RegExp Promise Map Set WeakMap WeakSet WeakRef
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError Iterator
  ArrayBuffer DataView Uint8Array Buffer URL
`);

/** What `process` tells about itself; it has its own where the function runs. */
export const PROCESS_DATA: ReadonlySet<string> = words(`
  version versions arch platform release config features title pid ppid argv argv0 execArgv execPath env
  exitCode debugPort domain report permission stdin stdout stderr channel connected sourceMapsEnabled
  allowedNodeEnvironmentFlags moduleLoadList mainModule noDeprecation throwDeprecation traceDeprecation
  traceProcessWarnings _exiting _events _eventsCount _maxListeners _preload_modules finalization
`);

/** Objects of the language that no global name leads to; the names are part of the payload format. */
export const HIDDEN_INTRINSICS: readonly (readonly [name: string, value: unknown])[] = [
  ["GeneratorFunction", constructorOf(function* () {})],
  ["AsyncFunction", constructorOf(async () => {})],
  ["AsyncGeneratorFunction", constructorOf(async function* () {})],
  ["TypedArray", Object.getPrototypeOf(Uint8Array)],
  ["ArrayIteratorPrototype", Object.getPrototypeOf([][Symbol.iterator]())],
  ["IteratorPrototype", Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))],
];

/** How another global object tells itself and its own. */
export const HIDDEN_SOURCE = `({
  global: globalThis,
  GeneratorFunction: (function* () {}).constructor,
  AsyncFunction: (async () => {}).constructor,
  AsyncGeneratorFunction: (async function* () {}).constructor,
  TypedArray: Object.getPrototypeOf(Uint8Array),
  ArrayIteratorPrototype: Object.getPrototypeOf([][Symbol.iterator]()),
  IteratorPrototype: Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
})`;

function constructorOf(fn: object): unknown {
  return Reflect.get(fn, "constructor");
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}
