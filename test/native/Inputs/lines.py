"""Says how many lines llvm-cov's summary has seen executed; fails if it is less than ARGUMENT percent."""

import json
import sys

lines = json.load(sys.stdin)["data"][0]["totals"]["lines"]
print(f"{lines['covered']} of {lines['count']} lines, {lines['percent']:.1f} %")
sys.exit(lines["count"] < 500 or lines["percent"] < float(sys.argv[1]))
