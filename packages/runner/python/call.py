"""Defines the function, calls it, and tells how that ended."""

import linecache
import os
import sys
import traceback
import types

from json_values import UnserializableResult, read_json, write_json
from names import MODULE
from pickled_values import read_pickles, write_pickle

# The function may close or replace its own.
STDERR = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace")
# Of the code of coroutines and of asynchronous generators. Importing `inspect` for them would lengthen every boot.
ASYNC_FLAGS = 0x80 | 0x200


def run(read_payload, report):
    """Makes the call that a payload describes: JSON is an object, and no pickle begins like one."""
    payload = read_payload()
    read, write = (read_json, write_json) if payload[:1] == b"{" else (read_pickles, write_pickle)
    function, args = define(read(payload))
    process = os.getpid()
    try:
        values = args()
        # What came is not needed any more, and may be large.
        del payload, args
        result = write(function(*values))
    except UnserializableResult as error:
        fail("RESULT_SERIALIZATION_ERROR:TypeError:" + " ".join(str(error).split()))
    except SystemExit:
        raise
    except BaseException as error:
        fail("EXCEPTION:" + text_of(error), error)
    # A fork that comes back from the function has no say in its call.
    if os.getpid() == process:
        report(result)


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
