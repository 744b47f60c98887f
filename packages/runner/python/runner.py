"""Runs one call of a Python function inside a sandbox: python3 runner.py PAYLOAD RESULT
Booted ahead of time, with payload and result over descriptor 3: python3 runner.py --parked

One file without dependencies, for Python 3.8 and newer. It reads the payload, defines the function, calls it, and
tells the result only when it is complete. An error goes to standard error: one line EXCEPTION: with the message, then
the traceback; exit code 1.
"""

import array as arrays
import atexit
import collections
import copyreg
import datetime
import enum
import functools
import gc
import io
import json
import linecache
import math
import os
import pickle
import sys
import traceback
import types

MODULE = "cwsandbox_function"
LARGEST_INT = 2**53 - 1
DEEPEST_JSON = 1000
# Python's own readers and writers take up to three calls for each level of what is nested.
RECURSION_LIMIT = 5000
# The function may close or replace its own.
STDERR = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
# Of the code of coroutines and of asynchronous generators. Importing `inspect` for them would lengthen every boot.
ASYNC_FLAGS = 0x80 | 0x200
TYPECODES = {
    "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "i8": "q", "u8": "Q", "f4": "f", "f8": "d",
}  # fmt: skip


class UnserializableResult(Exception):
    """A return value that JSON cannot tell."""


def main():
    words = sys.argv[1:]
    # The user's code sees what a program given with -c sees, and nothing of this file's directory.
    sys.argv[:] = ["-c"]
    sys.path[0] = ""
    sys.modules["cwsandbox_runner"] = sys.modules["__main__"]
    # What is printed is heard at once, and not lost when the process is killed.
    sys.stdout.reconfigure(line_buffering=True)
    if words == ["--parked"]:
        park()
        return
    payload_path, result_path = words
    with open(payload_path, "rb") as file:
        payload = file.read()
    run(payload, lambda result: write_result_file(result_path, result))


def run(payload, report):
    """Makes the call that a payload describes: JSON is an object, and no pickle begins like one."""
    read, write = (read_json, write_json) if payload[:1] == b"{" else (read_pickles, write_pickle)
    function, args = define(read(payload))
    process = os.getpid()
    try:
        result = write(function(*args()))
    except UnserializableResult as error:
        fail("RESULT_SERIALIZATION_ERROR:TypeError:" + " ".join(str(error).split()))
    except SystemExit:
        raise
    except BaseException as error:
        fail("EXCEPTION:" + text_of(error), error)
    # A fork that comes back from the function has no say in its call.
    if os.getpid() == process:
        report(result)


def write_result_file(path, result):
    temporary = path + ".part"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(temporary, "wb") as file:
        file.write(result)
    os.replace(temporary, path)


def define(call):
    """Runs the source as a module of its own. What fails here has no EXCEPTION: line (documented rule)."""
    header, variables, args = call
    name, source = header["name"], header["source"]
    filename = "<" + name + ">"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    module = types.ModuleType(MODULE)
    sys.modules[MODULE] = module
    try:
        module.__dict__.update(variables())
        exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)
        function = module.__dict__[name]
        refuse_async(function, name)
    except Exception as error:
        fail(None, error)
    return function, args


def refuse_async(function, name):
    """Wrappers around asynchronous functions are found as far as they name what they wrap."""
    while function is not None:
        code = getattr(function, "__code__", None)
        if isinstance(code, types.CodeType) and code.co_flags & ASYNC_FLAGS:
            raise TypeError(
                "function '%s' is asynchronous: make it a plain def and run the asynchronous work inside it "
                "with asyncio.run()" % name
            )
        function = getattr(function, "__wrapped__", None) or getattr(function, "func", None)


def fail(line, error=None):
    """Tells the error, whatever the function has made of its own outputs, and ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    with STDERR as stderr:
        if line is not None:
            print(line, file=stderr)
        if error is not None:
            stderr.write(trace_of(error))
    sys.exit(1)


def trace_of(error):
    lines = traceback.format_exception(type(error), error, own_frames(error.__traceback__))
    # The source has no name that its author knows.
    return "".join(lines).replace(MODULE + ".", "")


def text_of(error):
    try:
        return str(error)
    except Exception:
        return ""


def own_frames(frames):
    """The traceback without the frames of this file."""
    while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    return frames


def deeply(work):
    """Lets it go as deep as the other side allows; the function itself has Python's own limit."""

    @functools.wraps(work)
    def within(*args):
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, RECURSION_LIMIT))
        try:
            return work(*args)
        finally:
            sys.setrecursionlimit(before)

    return within


# JSON


@deeply
def read_json(text):
    payload = json.loads(text)
    for place, special in payload["specials"]:
        put_at(payload, place, float(special))
    return payload, lambda: payload["globals"], lambda: payload["args"]


def put_at(holder, place, value):
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value


@deeply
def write_json(value):
    specials = []
    try:
        check_json(value, [], specials)
        text = json.dumps({"value": value, "specials": specials})
    except (TypeError, ValueError) as error:
        raise UnserializableResult(error) from None
    # Where JSON has no word for a number, null stands, and the list says what belongs there.
    if specials:
        text = json.dumps({"value": without_specials(value), "specials": specials})
    return text.encode("ascii")


def check_json(value, place, specials):
    """Refuses what JSON would change, and notes where it has no word for a number."""
    if value is None or isinstance(value, (str, bool)):
        return
    if len(place) > DEEPEST_JSON:
        raise UnserializableResult("it is nested deeper than %d levels, or contains itself" % DEEPEST_JSON)
    if isinstance(value, int):
        if abs(value) > LARGEST_INT:
            raise UnserializableResult("an integer beyond 2**53 loses digits; return it as text, or use PICKLE")
    elif isinstance(value, float):
        if not math.isfinite(value):
            special = "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
            specials.append([place, special])
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            check_json(item, place + [index], specials)
    elif isinstance(value, dict):
        names = set()
        for key, item in value.items():
            name = json_key(key)
            if name in names:
                raise UnserializableResult("two keys become the same text, %s" % json.dumps(name))
            names.add(name)
            check_json(item, place + [name], specials)
    else:
        raise UnserializableResult(
            "Object of type %s is not JSON serializable; return basic values, or use PICKLE" % type(value).__name__
        )


def json_key(key):
    """The text that JSON writes for a key."""
    if isinstance(key, str):
        return key
    if key is not None and not isinstance(key, (bool, int, float)):
        raise UnserializableResult("keys must be str, int, float, bool or None, not %s" % type(key).__name__)
    return next(iter(json.loads(json.dumps({key: 0}))))


def without_specials(value):
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [without_specials(item) for item in value]
    if isinstance(value, dict):
        return {key: without_specials(item) for key, item in value.items()}
    return value


# PICKLE: only these builders appear in what travels, in both directions.


def read_pickles(payload):
    pickles = io.BytesIO(payload)

    def load():
        # One unpickler for all would take the references of the next pickle for those of the one before.
        return pickle.Unpickler(pickles).load()

    # The arguments come last: they may be instances of classes that the source defines.
    return load(), load, load


def instance(class_name):
    """An object without running a constructor; of the source's own class of that name, where there is one."""
    module = sys.modules[MODULE].__dict__
    found = module.get(class_name)
    cls = found if isinstance(found, type) else FOREIGN_CLASSES.get(class_name)
    if cls is None:
        cls = FOREIGN_CLASSES[class_name] = type(class_name, (types.SimpleNamespace,), {"__module__": MODULE})
    try:
        return cls.__new__(cls)
    except TypeError as error:
        raise TypeError(
            "an instance of the class %s cannot be made from its fields (%s): pass a dict, and make it in the function"
            % (class_name, error)
        ) from None


def fill(target, values):
    """Sets what an instance consists of, past what its class does about attributes."""
    restore = getattr(target, "__setstate__", None)
    # Those that dataclasses bring take the fields by their order.
    if restore is not None and restore.__module__ != "dataclasses":
        restore(values)
        return
    for name, item in values.items():
        slot = getattr(type(target), name, None)
        if isinstance(slot, types.MemberDescriptorType):
            slot.__set__(target, item)
        elif hasattr(target, "__dict__"):
            target.__dict__[name] = item
        else:
            raise TypeError("the class %s has no slot for the field %s" % (type(target).__name__, name))


FOREIGN_CLASSES = {}


def array(dtype, shape, data):
    """A NumPy array, or where there is no NumPy, an array of the standard library."""
    try:
        import numpy
    except ImportError:
        if len(shape) != 1:
            raise TypeError("arrays of %d dimensions need NumPy, which this image lacks" % len(shape)) from None
        return arrays.array(TYPECODES[dtype], bytes(data))
    return numpy.frombuffer(data, dtype="<" + dtype).reshape(shape)


def moment(milliseconds):
    return EPOCH + datetime.timedelta(milliseconds=milliseconds)


def value(value):
    return value


BUILDERS = (instance, fill, array, moment, value)
for builder in BUILDERS:
    builder.__module__ = "cwsandbox_runner"


@deeply
def write_pickle(result):
    file = io.BytesIO()
    try:
        ResultPickler(file, protocol=5).dump(result)
    except RecursionError:
        raise TypeError("the return value is nested too deeply to be pickled") from None
    return file.getbuffer()


class ResultPickler(pickle.Pickler):
    """Describes everything beyond the basic types by the builders, so that its reader needs no classes."""

    def reducer_override(self, obj):
        if any(obj is builder for builder in BUILDERS):
            return NotImplemented
        reduced = describe_standard(obj) or describe_array(obj) or describe_object(obj)
        if reduced is None:
            refuse(obj)
        return reduced


def describe_standard(obj):
    kind = type(obj)
    if kind is datetime.datetime:
        aware = obj if obj.utcoffset() is not None else obj.replace(tzinfo=datetime.timezone.utc)
        return moment, ((aware - EPOCH) // datetime.timedelta(milliseconds=1),)
    if isinstance(obj, enum.Enum):
        return instance, (kind.__name__,), {"name": obj.name, "value": obj.value}
    if kind in (collections.OrderedDict, collections.defaultdict, collections.Counter):
        return value, (dict(obj),)
    if kind is collections.deque:
        return value, (list(obj),)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return instance, (kind.__name__,), dict(zip(obj._fields, obj))
    return None


def describe_array(obj):
    if type(obj) is arrays.array:
        kind = "f" if obj.typecode in "fd" else "u" if obj.typecode.isupper() else "i"
        dtype = kind + str(obj.itemsize)
        return (array, (dtype, (len(obj),), obj.tobytes())) if obj.typecode != "u" else None
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    if isinstance(obj, numpy.generic) and obj.dtype.kind in "biufSU":
        item = obj.item()
        return (value, (item,)) if type(item) in (bool, int, float, str, bytes) else None
    if type(obj) is not numpy.ndarray:
        return None
    dtype = obj.dtype.kind + str(obj.dtype.itemsize)
    if dtype not in TYPECODES:
        raise TypeError(
            "a NumPy array of dtype %s has no counterpart: return it with .tolist(), or as another type with .astype()"
            % obj.dtype
        )
    return array, (dtype, obj.shape, obj.astype("<" + dtype, copy=False).tobytes())


def describe_object(obj):
    """An instance of an ordinary class; classes that say themselves how to be pickled are refused."""
    kind = type(obj)
    if isinstance(obj, type) or kind.__reduce_ex__ is not object.__reduce_ex__ or kind.__reduce__ is not object.__reduce__:
        return None
    if hasattr(kind, "__dataclass_fields__"):
        names = [field.name for field in sys.modules["dataclasses"].fields(obj)]
        fields = {name: getattr(obj, name) for name in names if hasattr(obj, name)}
        return instance, (kind.__name__,), {**fields, **getattr(obj, "__dict__", {})}
    try:
        reduced = obj.__reduce_ex__(4)
    except TypeError:
        return None
    builder, args, state, items, entries = (reduced + (None, None, None))[:5]
    if builder is not copyreg.__newobj__ or len(args) != 1 or items is not None or entries is not None:
        return None
    parts = state if isinstance(state, tuple) else (state,)
    if not all(part is None or isinstance(part, dict) for part in parts):
        return None
    return instance, (kind.__name__,), {key: item for part in parts if part for key, item in part.items()}


def refuse(obj):
    name = obj.__qualname__ if isinstance(obj, type) else type(obj).__qualname__
    what = "the class" if isinstance(obj, type) else "a value of type"
    raise TypeError(
        "%s %s cannot be returned: return basic values, lists, dicts, dataclasses or NumPy arrays" % (what, name)
    )


# Parked: booted ahead of time, with nothing of any caller inside.

CHANNEL = 3


class Channel:
    """A socket whose other end belongs to the server. Not standard input or output: those are the function's own."""

    def __init__(self):
        os.set_inheritable(CHANNEL, False)
        self.input = open(CHANNEL, "rb", closefd=False)
        self.output = open(CHANNEL, "wb", closefd=False)

    def wait_for_payload(self):
        """Says that the process is ready and waits, asleep. None when no payload will come."""
        self.send(b"r")
        length = self.input.read(4)
        return self.input.read(int.from_bytes(length, "big")) if len(length) == 4 else None

    def send_result(self, result):
        self.send(b"R", len(result).to_bytes(4, "big"), result)

    def send(self, *parts):
        self.output.writelines(parts)
        self.output.flush()


def park():
    rehearse()
    channel = Channel()
    ending = Ending(channel)
    payload = channel.wait_for_payload()
    if payload is None:
        return
    try:
        run(payload, channel.send_result)
        ending.code = 0
    except SystemExit as stop:
        ending.code = stop.code
        raise


class Ending:
    """
    Tells the exit code when all that the function wanted to do at the exit is done: what is registered first runs last.
    So nobody waits for the interpreter to fall apart. Whatever cannot be told like this, the process tells by ending.
    """

    def __init__(self, channel):
        self.channel = channel
        self.process = os.getpid()
        self.code = None
        atexit.register(self.announce)

    def announce(self):
        if type(self.code) is not int or not 0 <= self.code <= 255 or os.getpid() != self.process:
            return
        # Finalizers of global variables may still print.
        sys.modules.pop(MODULE, None)
        gc.collect()
        try:
            for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
                stream.flush()
        except Exception:
            return
        self.channel.send(b"X", bytes([self.code]))
        os._exit(self.code)


REHEARSAL = {
    "name": "rehearsal",
    "source": "def rehearsal(x):\n    return [x, {'y': y}]\n",
    "globals": {"y": 1.5},
    "args": [1],
    "specials": [],
}


def rehearse():
    """Does everything once while nobody waits, because doing it for the first time takes longer."""
    pickles = map(pickle.dumps, (REHEARSAL, REHEARSAL["globals"], REHEARSAL["args"]))
    for payload in (json.dumps(REHEARSAL).encode(), b"".join(pickles)):
        run(payload, len)
    del sys.modules[MODULE]
    linecache.clearcache()
    # What is there now is looked at by no later collection.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
