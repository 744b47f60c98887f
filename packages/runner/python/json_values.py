"""Values as JSON, beside the list of those that JSON has no word for."""

import json
import math

from depth import deeply

LARGEST_INT = 2**53 - 1
DEEPEST_JSON = 1000


class UnserializableResult(Exception):
    """A return value that JSON cannot tell."""


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
