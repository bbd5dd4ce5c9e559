#!/usr/bin/env python3
"""How much of an article is found, and how much beside it?

  evaluate.py gather OUT SOURCE…         make OUT/<name>.html and OUT/gold.json from unpacked public packages
  evaluate.py score PAGES TEXTS.jsonl…   precision, recall and F1 of each set of texts

SOURCE is a folder that holds `test-pages/<name>/{source,expected}.html` (ports of Mozilla's Readability carry
them) or `tests/data/{html,txt}` (newspaper4k). A line of TEXTS is {"page", "system", "text"}, or a document record of ours.

The measure is that of Scrapinghub's article-extraction-benchmark: multisets of 4-grams of words, normalised by
page, so that long articles weigh no more than short ones. No page is kept here: they belong to their publishers.
"""
import json, re, sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path

INLINE = set("a abbr b bdi bdo cite code em font i kbd mark q s samp small span strong sub sup time u var wbr".split())

class Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.silent = [], 0
    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style", "template", "noscript", "svg", "iframe")
        self.parts.append("" if tag in INLINE else "\n")
    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "template", "noscript", "svg", "iframe") and self.silent > 0
        self.parts.append("" if tag in INLINE else "\n")
    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)

def text_of(html):
    parser = Text()
    parser.feed(html)
    return "".join(parser.parts)

def gather(out, sources):
    out.mkdir(parents=True, exist_ok=True)
    gold = {}
    for source in map(Path, sources):
        for expected in sorted(source.rglob("test-pages/*/expected.html")):
            name = "readability-" + expected.parent.name
            (out / f"{name}.html").write_bytes((expected.parent / "source.html").read_bytes())
            gold[name] = text_of(expected.read_text(encoding="utf-8", errors="replace"))
        for expected in sorted(source.rglob("tests/data/txt/*.txt")):
            page = expected.parent.parent / "html" / f"{expected.stem}.html"
            if page.exists():
                name = "newspaper-" + expected.stem
                (out / f"{name}.html").write_bytes(page.read_bytes())
                gold[name] = expected.read_text(encoding="utf-8", errors="replace")
    (out / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
    print(len(gold), "pages")

# A script without spaces has no words in \w+: each of its characters is taken for one.
TOKEN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f]|[^\W\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f]+")
def shingles(text, n=4):
    tokens = TOKEN.findall(text or "")
    return Counter(tuple(tokens[i:i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens)

def compare(true, got):
    true, got = shingles(true), shingles(got)
    both = sum((true & got).values())
    precision = both / sum(got.values()) if got else (1.0 if not true else 0.0)
    recall = both / sum(true.values()) if true else 1.0
    return precision, recall

def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

def score(pages, files, verbose):
    gold = json.loads((pages / "gold.json").read_text(encoding="utf-8"))
    texts = defaultdict(dict)
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                system = record.get("system", "chancery")
                texts[system][record.get("page") or Path(record["source"]).stem] = record["text"]
    groups = sorted({name.split("-")[0] for name in gold})
    by_page = defaultdict(dict)
    for group in groups + ["all"]:
        names = [n for n in gold if group in ("all", n.split("-")[0])]
        print(f"{group}: {len(names)} pages")
        for system in sorted(texts):
            pairs = [compare(gold[n], texts[system].get(n, "")) for n in names]
            precision, recall = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
            print(f"  {system:14} F1 {f1(precision, recall):.3f}  P {precision:.3f}  R {recall:.3f}")
            for name, pair in zip(names, pairs):
                by_page[name][system] = pair
    if verbose:
        for name in sorted(by_page, key=lambda n: f1(*by_page[n].get("chancery", (0, 0)))):
            print(f"{name[:60]:60}", "  ".join(f"{s} {f1(*v):.2f} ({v[0]:.2f}/{v[1]:.2f})" for s, v in sorted(by_page[name].items())))

if __name__ == "__main__":
    verbose = "--verbose" in sys.argv
    args = [a for a in sys.argv[1:] if a != "--verbose"]
    if len(args) > 2 and args[0] == "gather":
        gather(Path(args[1]), args[2:])
    elif len(args) > 2 and args[0] == "score":
        score(Path(args[1]), args[2:], verbose)
    else:
        sys.exit(__doc__)
