"""Which indicators have other points than verdicts say, and what changed points would do, for the notebook on calibration."""
import math
import re
import statistics

import pandas as pd

from drey import CATALOGUE, wilson


def to_change(judged, indicators, tracks, some=10):
    """Of these tracks, the indicators whose share of leads is another than that of their track: those with their whole
    interval below or above it. The more are compared, the wider each interval is, so that all of them together are wrong in
    5 % of cases at most (Bonferroni). Indicators with fewer than `some` decided alerts, or in all alerts of the track, are
    not compared."""
    groups = [(track, name, mine, mine[indicators.loc[mine.index, name]])
              for track in tracks for mine in [judged[judged.track == track]] for name in indicators]
    groups = [(track, name, mine, group) for track, name, mine, group in groups if some <= len(group) < len(mine)]
    rows, z = [], statistics.NormalDist().inv_cdf(1 - 0.05 / 2 / max(1, len(groups)))
    for track, name, mine, group in groups:
        overall = mine.lead.mean()
        share, low, high = wilson(int(group.lead.sum()), len(group), z)
        if not low <= overall <= high:
            rows.append({"track": track, "indicator": name, "decided": len(group), "precision": share, "low": low, "high": high,
                         "of the track": overall, "try": "0.8 of its points" if high < overall else "1.2 of its points"})
    return len(groups), pd.DataFrame(rows)


def caps(folder=CATALOGUE):
    """The most points that each family of the catalogue brings."""
    file = folder / "families.yml"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: float(cap) for name, cap in (m.groups() for m in map(re.compile(r"(\w+): *(\d+)").match, lines) if m)}


def changed(alert, indicator, by, cap_of):
    """An alert's score with an indicator's points changed by a share: its family is damped and capped again, and what a gate
    held stays held. By how much a family exceeds its cap is not in an alert: one at its cap is taken to be just there,
    and so is one above that cap, which then has another in the operator's configuration."""
    reasons = [r for r in alert["reasons"] if r["points"] > 0]
    family = next((r["family"] for r in reasons if r["indicator"] == indicator), None)
    points = sorted(((r["points"], r["indicator"]) for r in reasons if r["family"] == family), reverse=True)
    whole = sum(p for p, _ in points)
    undamped = [(p / 0.6 ** j) * (1 + by if name == indicator else 1) for j, (p, name) in enumerate(points)]
    cap = max(cap_of.get(family, math.inf), whole)
    then = min(cap, sum(p * 0.6 ** j for j, p in enumerate(sorted(undamped, reverse=True))))
    raw = alert["score"] - sum(gate["points"] for gate in alert["gates"])
    limit = alert["score"] if alert["gates"] else 100.0
    return max(0.0, min(raw - whole + then, limit))
