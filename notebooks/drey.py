"""Reads a folder of results, as `./drey replay` and `./drey alerts tail` write it, for the notebooks. See README.md."""
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
TIMES = ["event_time", "emitted_at", "as_of", "first_seen", "last_seen", "due_by", "verdict_time"]
LEADS, NOT_LEADS = ["CONFIRMED", "LIKELY"], ["UNFOUNDED", "BENIGN_EXPLAINED"]


class Nothing(Exception):
    """Ends a notebook with a sentence, without a stack."""

    def _render_traceback_(self):
        return [str(self)]


def read(name, folder=None):
    """The lines of <name>.jsonl as a table, times in UTC; an empty one if there is no such file, or nothing in it."""
    folder = pathlib.Path(folder or FOLDER)
    if not folder.is_dir():
        raise Nothing(f"There is no folder {folder.resolve()}. Run notebooks/make-results, or set DREY_RESULTS.")
    file = folder / f"{name}.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    table = pd.DataFrame([json.loads(line) for line in lines if line.strip()])
    for column in set(TIMES) & set(table):  # milliseconds since 1970, or ISO 8601
        number = pd.api.types.is_numeric_dtype(table[column])
        table[column] = pd.to_datetime(table[column], unit="ms" if number else None, utc=True)
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
    """Every revision, those of an alert in their order."""
    table = read(name, folder)
    return table if table.empty else table.sort_values(["alert_id", "generation", "revision"]).reset_index(drop=True)


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


def series(name="alerts", folder=None):
    """The last revision of each alert at each time (`as_of`). What lies between, and so the numbers of revisions and the
    marks `notify`, depends on the order in which findings of one time arrive, and may differ from run to run."""
    table = revisions(name, folder)
    return table if table.empty else table.drop_duplicates(["alert_id", "episode", "as_of"], keep="last")


def notifications(name="alerts", threshold=50, folder=None):
    """Each revision that notifies, counted from `series`: an opening, ten points more than at the last notification, a
    new stream, a higher severity or priority P0, P1. Alerts open at the threshold; P0 and P1 always."""
    rows, table = [], series(name, folder)
    for _, episode in table.groupby(["alert_id", "episode"], sort=False) if len(table) else []:
        last = None
        for now in episode.sort_values("as_of").itertuples(index=False):
            urgent = now.priority in ("P0", "P1")
            if (now.score >= threshold or urgent) if last is None else (
                    now.score >= last.score + 10 or set(now.streams) - set(last.streams) or now.severity > last.severity
                    or urgent and last.priority not in ("P0", "P1")):
                rows.append(now)
                last = now
    return pd.DataFrame(rows, columns=table.columns)


def judged(folder=None):
    """The revisions that analysts decided on, with `lead` True or False: the newest verdict of each episode that was
    not taken back. Verdicts that decide neither (DUPLICATE, NEEDS_MORE) are left out. Where the folder no longer has the
    revision that was seen, it is the last one before, else the first after."""
    verdicts, seen = read("verdicts", folder), revisions(folder=folder)
    if verdicts.empty or seen.empty:
        return pd.DataFrame(columns=["alert_id", "track", "peak_band", "peak_score", "reasons", "lead", "decided"])
    taken_back = verdicts.takes_back.dropna() if "takes_back" in verdicts else []
    verdicts = verdicts[~verdicts.verdict_id.isin(taken_back)]
    verdicts = verdicts[verdicts.verdict.isin(LEADS + NOT_LEADS)].sort_values(["verdict_time", "verdict_id"])
    by_id, rows = dict(list(seen.groupby("alert_id"))), []
    for verdict in verdicts[verdicts.alert_id.isin(by_id)].itertuples():
        known = by_id[verdict.alert_id]
        before = known[(known.as_of <= verdict.as_of) & ((known.as_of < verdict.as_of) | (known.revision <= verdict.revision))]
        row = (before.iloc[-1] if len(before) else known.iloc[0]).to_dict()
        rows.append({**row, "lead": verdict.verdict in LEADS, "decided": verdict.verdict_time})
    return pd.DataFrame(rows).drop_duplicates(["alert_id", "episode"], keep="last").reset_index(drop=True)


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
