"""Judges answers that tests were given: python judge_recorded.py <folder>

Prints as JSON how many there were and every breach with how often it occurs.
"""

import base64
import json
import sys
from collections import Counter
from pathlib import Path

from answers import judge_answer

breaches = Counter()
judged = set()
total = 0
for file in Path(sys.argv[1]).glob("*.jsonl"):
    for line in file.read_text().splitlines():
        total += 1
        if line in judged:
            continue
        judged.add(line)
        answer = json.loads(line)
        answer["body"] = base64.b64decode(answer["body"])
        name = f"{answer['service']}.{answer['operation']}"
        breaches.update(f"{name}: {breach}" for breach in judge_answer(answer))
json.dump({"total": total, "breaches": dict(sorted(breaches.items()))}, sys.stdout)
