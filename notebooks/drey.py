"""Reads a folder of results, as `./drey replay` and `./drey alerts tail` write it, for the notebooks. See README.md."""
import functools
import itertools
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
    table = pd.DataFrame(rows)
    for column in set(TIMES) & set(table):  # milliseconds since 1970, or ISO 8601
        number = pd.api.types.is_numeric_dtype(table[column])
        values = table[column].astype("Int64") if number else table[column]
        table[column] = pd.to_datetime(values, unit="ms" if number else None, utc=True)
    return table


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
    return table if table.empty else table.sort_values(["alert_id", "generation", "revision"]).reset_index(drop=True)


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
                reason.update(evidence=[], findings=[])


def reasons(table):
    """One row for each reason of each of these alerts."""
    rows = [{"alert_id": a.alert_id, "track": a.track, **reason} for a in table.itertuples() for reason in a.reasons]
    return pd.DataFrame(rows, columns=["alert_id", "track", "indicator", "family", "points", "rule_id", "observed"])


def parts(alert):
    """What an alert's score is the sum of: reasons, offsets, gates, as (name, points)."""
    return ([(r["indicator"], r["points"]) for r in alert["reasons"]] +
            [(o["indicator"], o["points"]) for o in alert["offsets"]] + [(g["id"], g["points"]) for g in alert["gates"]])


def titles(folder=CATALOGUE):
    """What each indicator of the catalogue shows: the title of its rule. Empty where the catalogue is not beside this."""
    found = {}
    for file in sorted(folder.glob("rules/**/*.yml")):
        for document in file.read_text(encoding="utf-8").split("\n---"):
            title, indicator = (re.search(key, document, re.M) for key in (r"^title: (.+)", r"^  indicator: (\S+)"))
            if title and indicator:
                found.setdefault(indicator[1], title[1].strip("'\""))
    return found


def caps(folder=CATALOGUE):
    """The most points that each family of the catalogue brings."""
    file = folder / "families.yml"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: float(cap) for name, cap in (m.groups() for m in map(re.compile(r"(\w+): *(\d+)").match, lines) if m)}


def changed(alert, indicator, by, cap_of):
    """An alert's score with an indicator's points changed by a share: its family is damped and capped anew, and what a gate
    held stays held. By how much a family exceeds its cap is not in an alert: one at its cap is taken to be just there."""
    reasons = [r for r in alert["reasons"] if r["points"] > 0]
    family = next((r["family"] for r in reasons if r["indicator"] == indicator), None)
    points = sorted(((r["points"], r["indicator"]) for r in reasons if r["family"] == family), reverse=True)
    whole = sum(p for p, _ in points)
    undamped = [(p / 0.6 ** j) * (1 + by if name == indicator else 1) for j, (p, name) in enumerate(points)]
    then = min(cap_of.get(family, math.inf), sum(p * 0.6 ** j for j, p in enumerate(sorted(undamped, reverse=True))))
    raw = alert["score"] - sum(gate["points"] for gate in alert["gates"])
    limit = alert["score"] if alert["gates"] else 100.0
    return max(0.0, min(raw - whole + then, limit))


def hard(folder=CATALOGUE):
    """The indicators whose rules are hard evidence."""
    documents = [d for file in folder.glob("rules/**/*.yml") for d in file.read_text(encoding="utf-8").split("\n---")]
    return {re.search(r"^  indicator: (\S+)", d, re.M)[1] for d in documents if re.search(r"^  hard: true", d, re.M)}


def notifications(name="alerts", threshold=50, folder=None):
    """Each revision of which an analyst is notified, by the job's own rule: an alert opens, or opens again after a verdict,
    or is open and has ten points more than at the last notification, a new stream, hard evidence or a higher severity; or it
    is withdrawn. At a higher threshold an episode opens when it has that score, or is P0 or P1. Of the revisions of one time
    and state the last counts: what lies between depends on the order in which findings of that time arrive, so that the
    marks `notify` may differ by a few from run to run."""
    table, rows, evidence = revisions(name, folder), [], hard()
    for _, history in table.groupby("alert_id", sort=False) if len(table) else []:
        last = before = None
        opened = set()
        for now, after in itertools.zip_longest(history.itertuples(index=False), list(history.itertuples(index=False))[1:]):
            if after and (now.episode, now.as_of, now.state) == (after.episode, after.as_of, after.state):
                continue
            if now.state == "OPEN" and (now.score >= threshold or now.priority in ("P0", "P1") or threshold <= 50):
                opened.add(now.episode)
            is_hard = any(reason["indicator"] in evidence for reason in now.reasons)
            if now.state == "WITHDRAWN":
                notifies = last is not None and before.state != "WITHDRAWN"
            elif now.state == "OPEN" and now.episode in opened:
                reopened = before is not None and before.state == "CLOSED" and (before.closed_by or now.verdict == "REOPENED")
                notifies = (last is None or now.episode != last[0].episode or now.score >= last[0].score + 10 or is_hard > last[1]
                            or set(now.streams) - set(last[0].streams) or now.severity > last[0].severity or reopened)
            else:
                notifies = False
            if notifies:
                rows.append(now)
                last = (now, is_hard)
            before = now
    return pd.DataFrame(rows, columns=table.columns)


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
    number = pd.api.types.is_numeric_dtype(table.received_at)
    return table.assign(received_at=pd.to_datetime(table.received_at, unit="ms" if number else None, utc=True))


def wilson(good, of, z=1.96):
    """The share of good ones and its 95 % interval (Wilson); without any it is from 0 to 1."""
    if of == 0:
        return float("nan"), 0.0, 1.0
    share, spread = good / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def days(axes, most=9):
    """Names days on an axis of time, equally far apart."""
    locator = plt.matplotlib.dates.AutoDateLocator(maxticks=most, interval_multiples=False)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(plt.matplotlib.dates.DateFormatter("%d %b"))


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
