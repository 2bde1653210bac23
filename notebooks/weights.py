"""What changed points would do, for the notebook on calibration."""
import math
import re

from drey import CATALOGUE


def caps(folder=CATALOGUE):
    """The most points that each family of the catalogue brings."""
    file = folder / "families.yml"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: float(cap) for name, cap in (m.groups() for m in map(re.compile(r"(\w+): *(\d+)").match, lines) if m)}


def changed(alert, indicator, by, cap_of):
    """An alert's score with an indicator's points changed by a share: its family is damped and capped anew, and what a gate
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
