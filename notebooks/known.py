"""Compares what verdicts say of indicators with what is known of a generated world, for the notebook on calibration."""
import numpy
import pandas as pd

from drey import wilson


def has(table):
    """Which alert has which indicator among its reasons: alerts in rows, indicators in columns, in their order."""
    names = sorted({r["indicator"] for reasons in table.reasons for r in reasons if r["points"] > 0})
    rows = [[any(r["indicator"] == name and r["points"] > 0 for r in reasons) for name in names] for reasons in table.reasons]
    return pd.DataFrame(rows, columns=names, index=table.index, dtype=bool)


def against_known(indicators, lead, true, chosen, right, some=10):
    """What verdicts say of each indicator, beside what is known of the alerts on which there is none: so what is known
    does not come from what was decided. Analysts who are right in that share find so many leads; indicators with fewer
    than `some` decided alerts, or others, are left out. All are arrays with a row for each alert."""
    rows = []
    for place, name in enumerate(indicators.columns):
        mine = indicators.values[:, place]
        decided, others = mine & chosen, mine & ~chosen
        if min(decided.sum(), others.sum()) < some:
            continue
        share, low, high = wilson(int((lead & decided).sum()), int(decided.sum()))
        known = (true & others).sum() / others.sum()
        known = known * right + (1 - known) * (1 - right)
        rows.append({"indicator": name, "decided": int(decided.sum()), "precision": share, "low": low, "high": high,
                     "others": int(others.sum()), "known": known, "contains it": bool(low <= known <= high)})
    return pd.DataFrame(rows, columns=["indicator", "decided", "precision", "low", "high", "others", "known", "contains it"])


def misses(indicators, true, count, right, draws=400, seed=1):
    """How many intervals do not contain what is known, and how many there are, if so many alerts are chosen at random
    and decided by analysts who are right in that share; for each of so many draws."""
    random = numpy.random.default_rng(seed)
    found = []
    for _ in range(draws):
        chosen = numpy.zeros(len(true), dtype=bool)
        chosen[random.choice(len(true), count, replace=False)] = True
        lead = true ^ (random.random(len(true)) >= right)
        table = against_known(indicators, lead, true, chosen, right)
        found.append(((~table["contains it"].astype(bool)).sum(), len(table)))
    return numpy.array(found)
