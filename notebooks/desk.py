"""How the desk keeps up, for the notebook on it: what waits and since when. It counts work; no analyst and no one else is named."""
import pandas as pd

from drey import LEADS, NOT_LEADS, read, revisions

HOUR, DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)
WITHIN = {"P0": pd.Timedelta(minutes=15), "P1": HOUR, "P2": 4 * HOUR, "P3": DAY}
QUIET = 90 * DAY
CLOSING = [*LEADS, *NOT_LEADS, "DUPLICATE"]


def within(revision):
    """How soon an analyst should have looked."""
    return HOUR if revision.track == "VICTIM" and revision.priority == "P2" else WITHIN.get(revision.priority, DAY)


def is_replay(table):
    """Whether the revisions were written long after what they are about, so that their deadlines are of no use."""
    return not table.empty and (table.emitted_at - table.as_of).median() > DAY


def episodes(folder=None):
    """One row for each time that an alert was open: since when, until when, when an analyst should have looked at the latest.
    A deadline counts from what notified last; in a replay from when it opened, by the time of the events."""
    table = revisions(folder=folder)
    if table.empty:
        return pd.DataFrame(columns=["alert_id", "track", "priority", "opened", "due", "ended", "closed_by", "decided"])
    table = table[table.generation == table.groupby("alert_id").generation.transform("max")]
    replayed = is_replay(table)
    newest = table.drop_duplicates("alert_id", keep="last")
    withdrawn = set(newest[newest.state == "WITHDRAWN"].alert_id)
    rows = [episode(list(group.itertuples()), replayed) for (alert_id, _), group in table.groupby(["alert_id", "episode"])
            if alert_id not in withdrawn]
    found = pd.DataFrame(rows)
    for column in ("opened", "due", "ended", "decided"):
        if column in found:
            found[column] = pd.to_datetime(found[column], utc=True)
    return found


def episode(history, replayed):
    is_open = [one for one in history if one.state == "OPEN"] or history[:1]
    last = history[-1]
    by = last.closed_by if last.state == "CLOSED" and isinstance(last.closed_by, str) else None
    notified = ([one for one in is_open if one.notify] or is_open[:1])[-1]
    live = [one.due_by for one in is_open if not pd.isna(getattr(one, "due_by", None))]
    first = [one for one in is_open if one.as_of == is_open[0].as_of][-1]  # what comes between depends on the order of arrival
    due = first.as_of + within(first) if replayed else live[-1] if live else notified.as_of + within(notified)
    decided = last.verdict_time if by else pd.NaT
    ended = decided if by else last.last_seen + QUIET if last.state == "CLOSED" else pd.NaT
    return {"alert_id": last.alert_id, "track": last.track, "priority": is_open[-1].priority, "opened": is_open[0].as_of,
            "due": due, "ended": ended, "closed_by": by, "decided": decided}


def now(table, given):
    """The time that counts as now: that of the newest that the folder knows of."""
    times = [table.opened.max(), table.decided.max()]
    times += [given.verdict_time.max()] if len(given) else []
    return max(time for time in times if not pd.isna(time))


def open_at(table, time):
    """The episodes that were open at a time."""
    return table[(table.opened <= time) & (table.ended.isna() | (table.ended > time))]


def waiting(folder=None):
    """Open alerts of which an analyst has said that another one, or more data, is needed: for what, and since when."""
    table = revisions(folder=folder)
    columns = ["alert_id", "track", "priority", "waits for", "since"]
    if table.empty or "verdict" not in table:
        return pd.DataFrame(columns=columns)
    newest = table.drop_duplicates("alert_id", keep="last")
    asked = newest[(newest.state == "OPEN") & (newest.verdict == "NEEDS_MORE")]
    given = read("verdicts", folder).reindex(columns=["alert_id", "verdict_time", "verdict", "reason"])
    rows = []
    for alert in asked.itertuples():
        said = given[(given.alert_id == alert.alert_id) & (given.verdict_time == alert.verdict_time)]
        rows.append((alert.alert_id, alert.track, alert.priority, wanted(said), alert.verdict_time))
    return pd.DataFrame(rows, columns=columns)


def wanted(said):
    """A closing verdict that the alert names as NEEDS_MORE lacked second eyes."""
    if said.empty:
        return "it is not known what"
    verdict = said.iloc[-1]
    if verdict.verdict in CLOSING:
        return "second eyes"
    return "a second opinion" if verdict.reason == "SECOND_OPINION" else "more data"


def by_week(table, until):
    """Week by week, from Monday: what opened, what was decided and in time, and what was open and overdue at its end."""
    monday = table.opened.min().floor("D") - pd.Timedelta(days=table.opened.min().weekday())
    rows = []
    for start in pd.date_range(monday, until, freq="7D"):
        end = min(start + 7 * DAY, until)
        decided = table[(table.decided >= start) & (table.decided < start + 7 * DAY)]
        still = open_at(table, end)
        rows.append({"week from": start, "opened": int(((table.opened >= start) & (table.opened < start + 7 * DAY)).sum()),
                     "decided": len(decided), "in time": int((decided.decided <= decided.due).sum()),
                     "median time": words((decided.decided - decided.opened).median()) if len(decided) else "",
                     "open at its end": len(still), "overdue at its end": int((still.due < end).sum())})
    return pd.DataFrame(rows).set_index("week from")


def words(duration):
    """A duration in its largest unit."""
    for unit, word in ((DAY, "days"), (HOUR, "hours"), (pd.Timedelta(minutes=1), "minutes")):
        if duration >= 2 * unit:
            return f"{duration / unit:.0f} {word}"
    return f"{max(0, duration / pd.Timedelta(minutes=1)):.0f} min"
