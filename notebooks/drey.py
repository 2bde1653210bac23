"""Reads a folder of results, as `./drey replay` and `./drey alerts tail` write it, for the notebooks. See README.md."""
import functools
import json
import math
import os
import pathlib
import re

import matplotlib.pyplot as plt
import pandas as pd

CATALOGUE = pathlib.Path(__file__).resolve().parents[1] / "jobs/rules/src/main/resources"
FOLDER = pathlib.Path(os.environ.get("DREY_RESULTS", pathlib.Path(__file__).with_name("results")))
TRACKS = ["PAYER", "FACILITATOR", "PURCHASE", "VICTIM", "RECEIVER", "ENTITY"]
BANDS = ["NONE", "WATCH", "ALERT", "HIGH", "CRITICAL"]
PRIORITIES = ["P0", "P1", "P2", "P3"]
GREYS = ["#1a1a1a", "#6e6e6e", "#a8a8a8", "#dcdcdc"]  # differ in print; from dark to light
TIMES = ["event_time", "received_at", "emitted_at", "as_of", "first_seen", "last_seen", "due_by", "verdict_time"]
LEADS, NOT_LEADS = ["CONFIRMED", "LIKELY"], ["UNFOUNDED", "BENIGN_EXPLAINED"]


class Nothing(Exception):
    """Ends a notebook with a sentence, without a stack."""

    def _render_traceback_(self):
        return [str(self)]


def read(name, folder=None, through=iter):
    """The lines of <name>.jsonl as a table, times in UTC; an empty one if there is no such file, or nothing in it."""
    folder = pathlib.Path(folder or FOLDER)
    if not folder.is_dir():
        raise Nothing(f"There is no folder {folder.resolve()}. Run notebooks/make-results, or set DREY_RESULTS.")
    file = folder / f"{name}.jsonl"
    rows = []
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            rows = list(through(json.loads(line) for line in lines if line.strip()))
    return in_time(pd.DataFrame(rows))


def says(sentence):
    """Prints what a notebook says about its folder, before all else."""
    print(f"In this folder, {sentence}")


def in_time(table):
    """The table, whose times are milliseconds since 1970 or ISO 8601, with times in UTC."""
    for column in set(TIMES) & set(table):
        if pd.api.types.is_numeric_dtype(table[column]):
            table[column] = pd.to_datetime(table[column].astype("Int64"), unit="ms", utc=True)
        else:
            table[column] = pd.to_datetime(table[column], format="ISO8601", utc=True)
    return table


def newest(name, key):
    """The lines of <name>.jsonl, each key once: by the highest revision of the highest generation, or the last line."""
    table = read(name)
    order = [column for column in ("generation", "revision") if column in table]
    return table if table.empty else table.sort_values(order, kind="stable").drop_duplicates(key, keep="last")


def require(table, sentence):
    """The table, if there is anything in it."""
    if table.empty:
        raise Nothing(sentence)
    return table


def alerts(name="alerts", folder=None):
    """The present revision of each alert that is not withdrawn, in the order in which they were first seen."""
    table = revisions(name, folder)
    if table.empty:
        return table
    table = table.drop_duplicates("alert_id", keep="last")
    return table[table.state != "WITHDRAWN"].sort_values(["first_seen", "alert_id"]).reset_index(drop=True)


def revisions(name="alerts", folder=None):
    """Every revision, those of an alert in their order; only the newest of each has its events and lists of findings."""
    folder = pathlib.Path(folder or FOLDER)
    file = folder / f"{name}.jsonl"
    return read_once(name, folder, file.stat().st_mtime_ns if file.exists() else 0)


@functools.lru_cache(maxsize=4)
def read_once(name, folder, changed):
    """The same while the file has not changed, which is large."""
    table = read(name, folder, lighter)
    if table.empty:
        return table
    order = ["alert_id", "generation", "revision"]
    return table.sort_values(order).drop_duplicates(order).reset_index(drop=True)


def lighter(rows):
    """Alerts as they are read, of which all but the newest revision of each lose what takes most room."""
    newest = {}
    for row in rows:
        yield row
        before = newest.get(row["alert_id"])
        newer = before is None or (row["generation"], row["revision"]) > (before["generation"], before["revision"])
        older = before if newer else row
        if newer:
            newest[row["alert_id"]] = row
        if older:
            older.update(events=[], linked_entities=[], findings=[])
            for reason in older["reasons"]:
                reason.update(evidence=[], findings=[], entries=[])


def reasons(table):
    """One row for each reason of each of these alerts."""
    rows = [{"alert_id": a.alert_id, "track": a.track, **reason} for a in table.itertuples() for reason in a.reasons]
    return pd.DataFrame(rows, columns=["alert_id", "track", "indicator", "family", "points", "rule_id", "observed"])


def rules(*folders):
    """The documents of the rules in these folders and those below, as text."""
    for folder in folders:
        for file in sorted(f for f in pathlib.Path(folder).glob("**/*") if f.suffix in (".yml", ".yaml")):
            yield from file.read_text(encoding="utf-8").split("\n---")


def value(rule, key):
    """What a line of a rule's document has after this key, which may begin with spaces; None without one."""
    line = re.search(rf"^{key}: *(.+?)(?: +#.*)?$", rule, re.M)
    return line and line[1].strip("'\"")


def ids(rule):
    """The ids of a rule's document: its own, or one for each kind of entity that it is about."""
    return [rule_id.strip("'\"") for rule_id in re.findall(r"^ *id: *(\S+)", rule, re.M)]


def judged(folder=None):
    """The episodes that a verdict has closed, as the product took it, with `lead` True or False; each as its last
    revision, whose content is that at the verdict. A verdict that was refused, lacked second eyes, was taken back in time
    or changed nothing has closed none; those that decide neither (DUPLICATE, NEEDS_MORE) are left out."""
    table = revisions(folder=folder)
    if table.empty or "closed_by" not in table:
        return pd.DataFrame(columns=["alert_id", "episode", "track", "entity", "peak_band", "peak_score", "priority",
                                     "reasons", "gates", "lead", "decided"])
    newest = table.drop_duplicates("alert_id", keep="last")
    table = table[~table.alert_id.isin(newest[newest.state == "WITHDRAWN"].alert_id)]
    table = table[table.generation == table.groupby("alert_id").generation.transform("max")]
    table = table.drop_duplicates(["alert_id", "episode"], keep="last")
    table = table[table.closed_by.isin(LEADS + NOT_LEADS)]
    return table.assign(lead=table.closed_by.isin(LEADS), decided=table.verdict_time).reset_index(drop=True)


def arrivals(hits, folder=None):
    """When the records of these hits arrived first, of the lines of the input that say so; without names and people.
    Lines that cannot be read are of no hit."""
    folder = pathlib.Path(folder or os.environ.get("DREY_EVENTS", FOLDER / "events"))
    wanted, first = set(zip(hits.provider, hits.event_id)), {}
    for file in (folder / "dns-queries.jsonl", folder / "web-requests.jsonl"):
        for line in file.read_bytes().splitlines() if file.exists() else []:
            try:
                event = json.loads(line) if b'"received_at"' in line else {}
            except ValueError:
                continue
            key = (event.get("provider"), event.get("event_id"))
            if key in wanted:
                first[key] = min(first.get(key, event["received_at"]), event["received_at"])
    rows = [(provider, event_id, time) for (provider, event_id), time in first.items()]
    table = pd.DataFrame(rows, columns=["provider", "event_id", "received_at"])
    return in_time(table)


def wilson(good, of, z=1.96):
    """The share of good ones and its interval (Wilson), of 95 % with this z; without any it is from 0 to 1."""
    if of == 0:
        return float("nan"), 0.0, 1.0
    share, spread = good / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def days(axes, most=9):
    """Names days on an axis of time, equally far apart; what lasted less than two is shown by whole days."""
    low, high = axes.dataLim.intervalx  # in days
    if high - low < 2:
        axes.set_xlim(math.floor(low), math.floor(high) + 1)
    low, high = axes.get_xlim()
    axes.set_xticks(range(math.ceil(low), math.floor(high) + 1, math.ceil((high - low) / most)))
    axes.xaxis.set_major_formatter(plt.matplotlib.dates.DateFormatter("%d %b"))


def weeks(axes, starts, most=8):
    """Names weeks on an axis of places, few enough to be read."""
    step = max(1, math.ceil(len(starts) / most))
    axes.set_xticks(range(0, len(starts), step), [f"{start:%d %b}" for start in starts[::step]])


def durations(axes):
    """Names durations on an axis from milliseconds to days, which are too far apart for one unit."""
    named = {0.001: "1 ms", 0.01: "10 ms", 0.1: "0.1 s", 1: "1 s", 10: "10 s", 60: "1 min", 600: "10 min", 3600: "1 h",
             36000: "10 h", 86400: "1 d"}
    low, high = axes.get_xlim()
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(list(named), list(named.values()))
    axes.set_xlim(max(0.001, low), high)


def figure(title, x, y, width=7.5, height=3.5):
    """Axes with a title and names, without a frame; readable in grey."""
    plt.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "figure.dpi": 90,
                         "axes.titlelocation": "left", "axes.titlesize": 11, "legend.frameon": False})
    _, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.set(title=title, xlabel=x, ylabel=y)
    return axes
