#!/usr/bin/env python3
"""How often is a claim of each rule right? Writes crates/claims/src/confidence.tsv and prints how far it can be trusted.

    scripts/confidence.py SCORE OUT.jsonl GOLD_DIR [OUT.jsonl GOLD_DIR …] [--write]

SCORE is the corpus' scorer, each OUT.jsonl what `chancery extract` prints for the documents of one folder of gold.
A rule's confidence is the share of its claims that the scorer finds right, drawn towards its kind as if the kind's
share had been seen four times more, so that rare rules do not promise too much.
The reliability printed is of documents that were left out when the shares were taken: five folds, a document in one.
"""
import importlib.machinery, importlib.util, json, pathlib, sys, tempfile
from collections import defaultdict

PRIOR, FOLDS, BINS = 4, 5, 10


def scorer(path):
    loader = importlib.machinery.SourceFileLoader("score", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("score", loader))
    loader.exec_module(module)
    return module


def judged(score, out, gold):
    """Every claim that the gold judges, as (document, rule, right)."""
    records = [json.loads(line) for line in open(out, encoding="utf-8") if line.strip()]
    names = {r["id"]: r["source"] for r in records if r.get("kind", "document") == "document"}
    with tempfile.TemporaryDirectory() as folder:
        marked = pathlib.Path(folder, "marked.jsonl")
        # The scorer hands back each judged claim's confidence: a number of its own tells which claim it was.
        for n, r in enumerate(records):
            if "rule" in r:
                r["confidence"] = n
        marked.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
        tally = score.run(gold, str(marked))
    return [(names[records[int(n)]["doc"]], records[int(n)]["rule"], bool(right)) for n, right in tally.conf]


def shares(claims):
    """Confidence by rule and by kind."""
    kinds, rules = defaultdict(list), defaultdict(list)
    for _, rule, right in claims:
        kinds[rule.split("/")[0]].append(right)
        rules[rule].append(right)
    everything = sum(r for _, _, r in claims) / len(claims)
    table = {k: (sum(v) + PRIOR * everything) / (len(v) + PRIOR) for k, v in kinds.items()}
    table.update({r: (sum(v) + PRIOR * table[r.split("/")[0]]) / (len(v) + PRIOR) for r, v in rules.items()})
    return table


def told(table, rule):
    return table.get(rule, table.get(rule.split("/")[0], 0.6))


def reliability(pairs):
    """Expected calibration error: how far what was said lies from what was so, over bins, weighed by their size."""
    bins = defaultdict(list)
    for said, right in pairs:
        bins[min(int(said * BINS), BINS - 1)].append((said, right))
    error = sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / len(pairs)
    return error, {k: (len(b), sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b)) for k, b in sorted(bins.items())}


def main():
    args = [a for a in sys.argv[1:] if a != "--write"]
    if len(args) < 3 or len(args) % 2 == 0:
        sys.exit(__doc__)
    score = scorer(args[0])
    claims = [c for out, gold in zip(args[1::2], args[2::2]) for c in judged(score, out, gold)]
    documents = sorted({d for d, _, _ in claims})
    fold = {d: n % FOLDS for n, d in enumerate(documents)}
    left_out = []
    for f in range(FOLDS):
        table = shares([c for c in claims if fold[c[0]] != f])
        left_out += [(told(table, rule), right) for d, rule, right in claims if fold[d] == f]
    error, bins = reliability(left_out)
    print(f"{len(claims)} claims of {len(documents)} documents, {sum(r for _, _, r in claims) / len(claims):.3f} right")
    print(f"expected calibration error, {FOLDS} folds by document: {error:.3f}")
    for k, (n, said, was) in bins.items():
        print(f"  {k / BINS:.1f}-{(k + 1) / BINS:.1f}: {n} claims, said {said:.2f}, was {was:.2f}")
    if "--write" in sys.argv:
        path = pathlib.Path(__file__).resolve().parent.parent / "crates/claims/src/confidence.tsv"
        head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        table = shares(claims)
        rows = sorted(table.items(), key=lambda kv: ("/" in kv[0], kv[0]))
        path.write_text("\n".join(head + [f"{rule}\t{min(share, 0.99):.2f}" for rule, share in rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
