"""Compares the results of replays with a world's truth, and with one another. compare.py TRUTH RESULTS…
Or what live jobs have written, as ./drey alerts tail reads it, with a replay. compare.py --live RESULTS RESULTS"""
import json
import pathlib
import sys

CLOCK = {"emitted_at", "seen_at", "due_by", "revision", "notify"}


def rows(path):
    return [json.loads(line) for line in path.open()]


def last(alerts):
    best = {}
    for alert in alerts:
        if alert["alert_id"] not in best or alert["revision"] >= best[alert["alert_id"]]["revision"]:
            best[alert["alert_id"]] = alert
    return [alert for alert in best.values() if alert["state"] != "WITHDRAWN"]


def of_whom(finding):
    """The entities that a finding is about, whether its group is a map or a list of pairs."""
    group = finding["group"]
    return group.values() if isinstance(group, dict) else [pair["value"] for pair in group]


def not_as_planted(planted, findings):
    """What is found of someone and must not be, and what is not found and must be."""
    found = {(row["indicator"], entity) for row in findings for entity in of_whom(row)}
    for one in planted:
        for indicator in one.get("findings", []):
            if (indicator, one["entity"]) not in found:
                yield f"{one['kind']} {one['entity']} has no finding of {indicator}"
        for indicator in one.get("no_findings", []):
            if (indicator, one["entity"]) in found:
                yield f"{one['kind']} {one['entity']} has a finding of {indicator}"


def sorted_rows(of, without=CLOCK):
    return sorted(json.dumps({k: v for k, v in row.items() if k not in without}, sort_keys=True) for row in of)


def same(results):
    """What has to be the same in any order of arrival."""
    return {
        "findings": sorted_rows(rows(results / "findings.jsonl")),
        "alerts": sorted_rows(last(rows(results / "alerts.jsonl"))),
        "hits": sorted_rows(rows(results / "blocklist-hits.jsonl")),
        "dead letters": len(rows(results / "dead-letters.jsonl")),
    }


def live(results):
    """What live jobs and a replay have in common: ids of signals are made with the list's key, letters may come twice."""
    without = CLOCK | {"generation"}
    return {
        "alerts": sorted_rows(last(rows(results / "alerts.jsonl")), without),
        "cases": sorted_rows(rows(results / "cases.jsonl"), without),
        "splash signals": sorted({(row["provider"], row["event_id"]) for row in rows(results / "splash-signals.jsonl")}),
        "dead letters": sorted(topic for topic, _, _ in {(row["topic"], row["partition"], row["offset"]) for row in rows(results / "dead-letters.jsonl")}),
    }


if sys.argv[1] == "--live":
    ours, replayed = (live(pathlib.Path(argument)) for argument in sys.argv[2:])
    for what, value in replayed.items():
        assert value, f"no {what}"
        missing, more = [one for one in value if one not in ours[what]], [one for one in ours[what] if one not in value]
        assert not missing and not more, f"{what}: {len(missing)} of {len(value)} missing, {len(more)} not expected, such as {missing[:1]} {more[:1]}"
    print(", ".join(f"{len(value)} {what}" for what, value in replayed.items()) + ": the same in a replay")
    sys.exit()

truth = json.load(open(sys.argv[1]))
results = [pathlib.Path(argument) for argument in sys.argv[2:]]
for folder in results:
    alerted = {(a["track"], a["entity_kind"], a["entity"]) for a in last(rows(folder / "alerts.jsonl"))}
    expected = {(p["track"], p["entity_kind"], p["entity"]) for p in truth["planted"] if p["expect"] == "ALERT"}
    assert alerted == expected, f"{folder}: missing {expected - alerted}, not expected {alerted - expected}"
    wrong = list(not_as_planted(truth["planted"], rows(folder / "findings.jsonl")))
    assert not wrong, f"{folder}: {len(wrong)} are not as planted, such as {wrong[:3]}"
    splashes = len(rows(folder / "splash-signals.jsonl"))
    assert splashes == truth["splash_signals"], f"{folder}: {splashes} splash signals, not {truth['splash_signals']}"
    letters = len(rows(folder / "dead-letters.jsonl"))
    assert letters == truth["dead_letters"]["total"], f"{folder}: {letters} dead letters"
first = same(results[0])
for folder in results[1:]:
    for what, value in same(folder).items():
        assert value == first[what], f"{folder}: {what} differ from {results[0]}"
print(f"{len(first['findings'])} findings and {len(first['alerts'])} alerts, the same in {len(results)} runs and as planted")
