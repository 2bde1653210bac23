"""Counts of which revisions analysts are notified, for the notebooks on the queue, rules on trial and a changed weight."""
import itertools
import os
import pathlib

from drey import CATALOGUE, ids, revisions, rules, value

URGENT = ("P0", "P1")
NOTHING = ("No revision in this folder notifies an analyst. A topic keeps the newest revision of each alert, which mostly does not: "
           "`./drey replay` writes all of them.")


def known_rules():
    """Of each rule whose document is here, by its id: whether it is hard evidence. They are in the catalogue and in DREY_RULES."""
    own = os.environ.get("DREY_RULES", pathlib.Path(__file__).with_name("trial"))
    return {rule_id: value(rule, "  hard") == "true" for rule in rules(CATALOGUE / "rules", own) for rule_id in ids(rule)}


def by_marks(name="alerts", folder=None):
    """The alerts of which the job's marks `notify` are counted, because its rule cannot be followed: an earlier revision is
    not in the folder, as of a topic, which keeps the newest; or a rule's document is not here, which may be hard evidence."""
    table = revisions(name, folder)
    if table.empty:
        return set()
    known, first = known_rules(), table.drop_duplicates("alert_id")
    foreign = [any(reason["rule_id"] not in known for reason in reasons) for reasons in table.reasons]
    return set(first[first.revision != 1].alert_id) | set(table[foreign].alert_id)


def limits(name="alerts", folder=None):
    """What cannot be counted in this folder, as a sentence; empty if all can."""
    table, marks = revisions(name, folder), by_marks(name, folder)
    return "" if not marks else (
        f"{name}.jsonl: {len(marks)} of {table.alert_id.nunique()} alerts lack earlier revisions, or have a rule that is not known "
        "here (DREY_RULES). Of these, the job's marks are counted, which are too few at a higher threshold.")


def notifications(name="alerts", threshold=50, folder=None):
    """Each revision of which an analyst is notified, as `followed` says; of alerts in `by_marks`, as `marked` does."""
    table, found = revisions(name, folder), []
    hard = {rule for rule, is_hard in known_rules().items() if is_hard}
    marks = by_marks(name, folder)
    for alert_id, history in itertools.groupby(table.itertuples(), lambda revision: revision.alert_id):
        history = list(history)
        found += marked(history, threshold) if alert_id in marks else followed(history, threshold, hard)
    return table.loc[[revision.Index for revision in found]]


def opens(revision, threshold):
    """Whether an episode opens with it: at a higher threshold it takes that score, or P0 or P1."""
    return revision.state == "OPEN" and (threshold <= 50 or revision.score >= threshold or revision.priority in URGENT)


def marked(history, threshold):
    """The revisions that the job has marked, of episodes that open in what is known of them."""
    opened = set()
    for now in history:
        if opens(now, threshold):
            opened.add(now.episode)
        if now.notify and (now.episode in opened or now.state == "WITHDRAWN" and (opened or threshold <= 50)):
            yield now


def followed(history, threshold, hard):
    """By the job's own rule: an alert opens, or opens again after a verdict, or is open and has ten points more than at the
    last notification, a new stream, hard evidence or a higher severity; or it is withdrawn. Of the revisions of one time and
    state the last counts: what lies between depends on the order in which findings of that time arrive, so that the marks
    `notify` may differ by a few from run to run."""
    last = before = None
    opened = set()
    for now, after in itertools.zip_longest(history, history[1:]):
        if after and (now.episode, now.as_of, now.state) == (after.episode, after.as_of, after.state):
            continue
        if opens(now, threshold):
            opened.add(now.episode)
        is_hard = sum(reason["points"] for reason in now.reasons if reason["rule_id"] in hard) >= 4
        if now.state == "WITHDRAWN":
            notifies = last is not None and before.state != "WITHDRAWN"
        elif now.state == "OPEN" and now.episode in opened:
            reopened = before is not None and before.state == "CLOSED" and (before.closed_by or now.verdict == "REOPENED")
            notifies = (last is None or now.episode != last[0].episode or now.score >= last[0].score + 10 or is_hard > last[1]
                        or set(now.streams) - set(last[0].streams) or now.severity > last[0].severity or reopened)
        else:
            notifies = False
        if notifies:
            yield now
            last = (now, is_hard)
        before = now


def reach(name="alerts", folder=None):
    """How high each alert has come in any of its episodes, by its id: `peak_score`, and whether it was ever P0 or P1."""
    table = revisions(name, folder)
    return table.assign(urgent=table.priority.isin(URGENT)).groupby("alert_id")[["peak_score", "urgent"]].max()
