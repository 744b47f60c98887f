"""Values as pickles, in which only our own builders appear, in both directions."""

import array as arrays
import collections
import copyreg
import datetime
import enum
import io
import pickle
import sys
import types

from depth import deeply
from names import MODULE, RUNNER

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
TYPECODES = {
    "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "i8": "q", "u8": "Q", "f4": "f", "f8": "d",
}  # fmt: skip


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
    builder.__module__ = RUNNER


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
