"""How fast is spaCy's small English model, and how often are its subjects and objects right?

    spacy_small.py speed TEXT          a paragraph a line
    spacy_small.py scores TREEBANKS    on the words and sentences of the test sets
"""

import importlib
import pkgutil
import sys
import time

import spacy
from spacy.tokens import Doc

# ClearNLP's names of the two relations.
RELATIONS = {"nsubj": "nsubj", "nsubjpass": "nsubj", "dobj": "obj"}


def load():
    name = next((m.name for m in pkgutil.iter_modules() if m.name.startswith("en_core_web_sm")), None)
    if name is None:
        sys.exit("the model could not be had")
    return importlib.import_module(name).load()


def speed(nlp, path):
    lines = [line for line in open(path, encoding="utf-8").read().split("\n") if line]
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(lines))
        best = max(best, tokens / (time.process_time() - start))
    meta = f"spaCy {spacy.__version__} {nlp.meta['name']} {nlp.meta['version']}"
    print(f"{meta}, full pipeline: {tokens} tokens, {best:.0f} tokens/s (best of three)")


def sentences(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            rows.append((cells[1], cells[3], int(cells[6]), cells[7].split(":")[0], "SpaceAfter=No" not in cells[9]))
        elif not line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def scores(nlp, folder):
    for bank in ["ewt", "gum", "pud"]:
        counts = {relation: [0, 0, 0] for relation in ["nsubj", "obj"]}
        for rows in sentences(f"{folder}/{bank}-test.conllu"):
            doc = Doc(nlp.vocab, [r[0] for r in rows], [r[4] for r in rows], sent_starts=[i == 0 for i in range(len(rows))])
            doc = nlp(doc)
            for relation, count in counts.items():
                # As `evaluate` counts: the head is a verb of the treebank.
                verb = lambda head: rows[head][1] == "VERB"
                wanted = {(i, r[2] - 1) for i, r in enumerate(rows) if r[3] == relation and r[2] > 0 and verb(r[2] - 1)}
                found = {(t.i, t.head.i) for t in doc if RELATIONS.get(t.dep_) == relation and verb(t.head.i)}
                count[0] += len(wanted & found)
                count[1] += len(found)
                count[2] += len(wanted)
        f1 = {relation: 200 * right / (found + wanted) for relation, (right, found, wanted) in counts.items()}
        print(f"{bank} test: nsubj {f1['nsubj']:.1f}, obj {f1['obj']:.1f}")


if __name__ == "__main__":
    {"speed": speed, "scores": scores}[sys.argv[1]](load(), sys.argv[2])
