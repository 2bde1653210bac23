"""Which indicators have other points than verdicts say, and what changed points would do, for the notebook on calibration."""
import statistics

import pandas as pd

from drey import wilson


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


def changed(alert, indicator, by):
    """An alert's score with an indicator's points changed by a share: its family is damped and capped again, as its reasons
    say, and what a gate held stays held."""
    family = next((r["family"] for r in alert["reasons"] if r["indicator"] == indicator), None)
    reasons = [r for r in alert["reasons"] if r["family"] == family]
    undamped = sorted((r["undamped"] * (1 + by if r["indicator"] == indicator else 1) for r in reasons), reverse=True)
    damping = sorted((r["damping"] for r in reasons), reverse=True)
    then = min(reasons[0]["cap"] if reasons else 0, sum(points * share for points, share in zip(undamped, damping)))
    raw = alert["score"] - sum(gate["points"] for gate in alert["gates"])
    limit = alert["score"] if alert["gates"] else 100.0
    return max(0.0, min(raw - sum(r["points"] for r in reasons) + then, limit))
