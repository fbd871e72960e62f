"""Holds a JSON file against a JSON schema; 77 when nothing here can."""
import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)
schema, data = (json.load(open(f, encoding="utf-8")) for f in sys.argv[1:3])
faults = list(jsonschema.Draft4Validator(schema).iter_errors(data))
for f in faults[:10]:
    print("/".join(str(x) for x in f.path), f.message[:200])
sys.exit(1 if faults else 0)
