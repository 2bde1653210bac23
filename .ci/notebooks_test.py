"""Tests of the notebooks' helpers, notebooks/*.py. notebooks_test.py"""
import json
import math
import pathlib
import sys
import tempfile
import unittest

import numpy
import pandas

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "notebooks"))
sys.dont_write_bytecode = True
import desk  # noqa: E402
import drey  # noqa: E402
import execute  # noqa: E402
import known  # noqa: E402
import weights  # noqa: E402
import workload  # noqa: E402

NOON = 1772452800000
HOUR = 3_600_000


def alert(alert_id, revision, hours, score, **more):
    return {"alert_id": alert_id, "episode": 1, "generation": 1, "revision": revision, "state": "OPEN", "track": "PAYER",
            "priority": "P3", "severity": 3, "streams": ["PAYMENT"], "as_of": NOON + hours * HOUR, "first_seen": NOON,
            "score": score, "peak_score": score, "reasons": [], "offsets": [], "gates": [], "notify": False, "closed_by": None,
            "verdict": None, "verdict_time": NOON + hours * HOUR, **more}


class HelperTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)

    def write(self, name, rows):
        (self.folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def test_a_missing_and_an_empty_file_are_empty_tables(self):
        self.write("findings", [])
        self.assertTrue(drey.read("findings", self.folder).empty)
        self.assertTrue(drey.alerts(folder=self.folder).empty)
        self.assertTrue(drey.judged(self.folder).empty)
        self.assertTrue(workload.notifications(folder=self.folder).empty)
        with self.assertRaises(drey.Nothing):
            drey.require(drey.alerts(folder=self.folder), "nothing")

    def test_times_are_milliseconds_or_iso(self):
        self.write("verdicts", [{"verdict_time": NOON}])
        self.write("hits", [{"event_time": "2026-03-02T12:00:00Z"}])
        self.assertEqual(drey.read("verdicts", self.folder).verdict_time[0], drey.read("hits", self.folder).event_time[0])

    def test_a_time_may_be_missing(self):
        self.write("alerts", [{"verdict_time": None}, {"verdict_time": NOON}])
        times = drey.read("alerts", self.folder).verdict_time
        self.assertTrue(pandas.isna(times[0]))
        self.assertEqual(NOON, times[1].value // 10**6)

    def test_the_highest_revision_of_the_highest_generation_is_present(self):
        self.write("alerts", [alert("a", 9, 0, 50), alert("a", 2, 1, 60, generation=2), alert("a", 1, 1, 55, generation=2),
                              alert("b", 1, 0, 50), alert("b", 2, 0, 0, state="WITHDRAWN")])
        self.assertEqual([("a", 60)], list(drey.alerts(folder=self.folder)[["alert_id", "score"]].itertuples(index=False, name=None)))

    def test_a_changed_weight_is_damped_and_capped_and_held(self):
        def reason(indicator, family, points, undamped, damping, cap):
            return {"indicator": indicator, "family": family, "points": points, "undamped": undamped, "damping": damping, "cap": cap}
        one = alert("a", 1, 0, 46, reasons=[reason("X", "F", 20, 20, 1, 30), reason("Y", "F", 6, 10, 0.6, 30),
                                            reason("Z", "G", 20, 24, 1, 20)])
        self.assertAlmostEqual(46, weights.changed(one, "X", 0))
        self.assertAlmostEqual(42, weights.changed(one, "X", -0.2))
        self.assertAlmostEqual(50, weights.changed(one, "X", 0.2))
        self.assertAlmostEqual(50, weights.changed(one, "X", 0.9))  # F is at its cap of 30 then
        self.assertAlmostEqual(20 + 10 + 0.6 * 2, weights.changed(one, "X", -0.9))  # Y, of 10, is the first then
        self.assertAlmostEqual(46, weights.changed(one, "Z", -0.1))  # by more than that it is above its cap
        self.assertAlmostEqual(46, weights.changed(one, "W", 0.2))
        held = {**one, "score": 29, "gates": [{"id": "ONE_STREAM", "points": -17}]}
        self.assertAlmostEqual(29, weights.changed(held, "X", -0.2))
        self.assertAlmostEqual(29, weights.changed(held, "X", 0.2))

    def test_notifications_are_those_of_the_job(self):
        rule = next(rule for rule, hard in workload.known_rules().items() if hard)
        opens = {"reasons": [{"indicator": "EXT-01", "rule_id": rule, "points": 9, "evidence": [], "findings": []}]}
        self.write("alerts", [alert("a", 1, 0, 50.1), alert("a", 2, 0, 52), alert("a", 3, 1, 61.9), alert("a", 4, 2, 62),
                              alert("a", 5, 3, 63, streams=["PAYMENT", "DNS"]), alert("a", 6, 4, 63, severity=4),
                              alert("a", 7, 5, 63, **opens), alert("a", 8, 6, 75, state="CLOSED", closed_by="CONFIRMED"),
                              alert("a", 9, 6, 75, verdict="REOPENED"), alert("a", 10, 7, 50, episode=2),
                              alert("b", 1, 0, 30, priority="P1"), alert("b", 2, 1, 30, state="CLOSED", priority="P1"),
                              alert("b", 3, 2, 30, priority="P1"), alert("c", 1, 0, 51), alert("c", 2, 1, 0, state="WITHDRAWN", episode=0)])
        counted = lambda threshold: [(n.alert_id, n.revision) for n in workload.notifications(threshold=threshold, folder=self.folder).itertuples()]
        self.assertEqual([("a", 2), ("a", 4), ("a", 5), ("a", 6), ("a", 7), ("a", 9), ("a", 10), ("b", 1), ("c", 1), ("c", 2)], counted(50))
        self.assertEqual([("a", 9), ("b", 1)], counted(70))
        self.assertEqual([("b", 1)], counted(90))

    def test_marks_count_where_the_rule_cannot_be_followed(self):
        foreign = {"reasons": [{"indicator": "OWN-01", "rule_id": "own", "points": 9, "evidence": [], "findings": []}]}
        self.write("alerts", [alert("a", 3, 0, 50, notify=True), alert("a", 4, 1, 72), alert("b", 7, 0, 72),
                              alert("c", 1, 0, 50, **foreign), alert("c", 2, 1, 52, notify=True, **foreign),
                              alert("d", 1, 0, 50, notify=True), alert("e", 5, 0, 0, state="WITHDRAWN", notify=True)])
        self.assertEqual({"a", "b", "c", "e"}, workload.by_marks(folder=self.folder))
        counted = lambda threshold: [(n.alert_id, n.revision) for n in workload.notifications(threshold=threshold, folder=self.folder).itertuples()]
        self.assertEqual([("a", 3), ("c", 2), ("d", 1), ("e", 5)], counted(50))
        self.assertEqual([], counted(60))
        self.assertIn("alerts.jsonl: 4 of 5 alerts lack", workload.limits(folder=self.folder))
        self.assertEqual((72, False), tuple(workload.reach(folder=self.folder).loc["a"]))

    def test_a_line_that_is_there_twice_counts_once(self):
        one = alert("a", 1, 0, 50, notify=True, events=[{}], linked_entities=[], findings=[])
        self.write("alerts", [one, one])
        self.assertEqual([[{}]], list(drey.revisions(folder=self.folder).events))

    def test_what_a_verdict_closed_is_decided_as_the_product_says(self):
        self.write("alerts", [alert("a", 1, 0, 50), alert("a", 2, 0, 50, state="CLOSED", closed_by="CONFIRMED", verdict="CONFIRMED"),
                              alert("a", 3, 5, 70, episode=2, verdict="CONFIRMED"),
                              alert("b", 1, 0, 55, state="CLOSED", closed_by="UNFOUNDED", verdict="NEEDS_MORE"),
                              alert("c", 1, 0, 50, verdict="UNFOUNDED"),
                              alert("d", 1, 0, 50, state="CLOSED"),
                              alert("e", 1, 0, 50, state="CLOSED", closed_by="DUPLICATE"),
                              alert("f", 1, 0, 50, state="CLOSED", closed_by="UNFOUNDED"), alert("f", 2, 0, 50, verdict="REOPENED"),
                              alert("g", 1, 0, 50, state="CLOSED", closed_by="LIKELY"), alert("g", 2, 0, 0, state="WITHDRAWN", episode=0),
                              alert("h", 9, 0, 50, state="CLOSED", closed_by="LIKELY"), alert("h", 1, 0, 50, generation=2)])
        judged = drey.judged(self.folder)
        self.assertEqual([("a", 1, True, 50), ("b", 1, False, 55)],
                         list(judged[["alert_id", "episode", "lead", "score"]].itertuples(index=False, name=None)))

    def test_without_a_verdict_nothing_is_decided(self):
        one = alert("a", 1, 0, 50)
        del one["closed_by"]
        self.write("alerts", [one])
        self.assertTrue(drey.judged(self.folder).empty)

    def test_arrivals_are_the_first_of_each_hit(self):
        (self.folder / "events").mkdir()
        lines = [{"provider": "p", "event_id": "1", "query": "name.example", "received_at": NOON + 2000},
                 {"provider": "p", "event_id": "1", "query": "name.example", "received_at": NOON + 1000},
                 {"provider": "p", "event_id": "2", "query": "name.example", "received_at": NOON},
                 {"provider": "q", "event_id": "1", "query": "name.example"}]
        malformed = b'{"received_at": "\xff"\n'
        (self.folder / "events/dns-queries.jsonl").write_bytes(malformed + "".join(json.dumps(line) + "\n" for line in lines).encode())
        self.write("blocklist-hits", [{"provider": "p", "event_id": "1"}, {"provider": "q", "event_id": "1"}])
        found = drey.arrivals(drey.read("blocklist-hits", self.folder), self.folder / "events")
        self.assertEqual([("p", "1", NOON + 1000)], [(a.provider, a.event_id, a.received_at.value // 10**6) for a in found.itertuples()])
        self.assertTrue(drey.arrivals(drey.read("blocklist-hits", self.folder), self.folder / "none").empty)

    def test_verdicts_are_compared_with_what_is_known_of_others(self):
        """Of 2,000 alerts half have X, of which 30 % are true; 400 are decided."""
        random = numpy.random.default_rng(7)
        true = random.random(2000) < 0.3
        indicators = pandas.DataFrame({"X": random.random(2000) < 0.5, "Y": [number < 9 for number in range(2000)]})
        chosen = numpy.arange(2000) < 400
        lead = true ^ (random.random(2000) >= 0.95)
        table = known.against_known(indicators, lead, true, chosen, 0.95)
        self.assertEqual(["X"], list(table.indicator))  # of Y there are too few
        self.assertTrue(table["contains it"].all())
        share = true[indicators.X & ~chosen].mean()
        self.assertAlmostEqual(share * 0.95 + (1 - share) * 0.05, table.known[0])
        for wrong in (~lead, true ^ (random.random(2000) >= 0.6)):  # others' verdicts, and worse analysts
            self.assertFalse(known.against_known(indicators, wrong, true, chosen, 0.95)["contains it"].any())
        drawn = known.misses(indicators, true, 400, 0.95, draws=300)
        self.assertAlmostEqual(0.93, 1 - drawn[:, 0].sum() / drawn[:, 1].sum(), delta=0.03)

    def test_weights_are_seldom_changed_where_there_is_no_difference(self):
        """Of 10 indicators in 200 alerts, all with the same share of leads; and one that differs is found."""
        random, recommended, found = numpy.random.default_rng(5), 0, 0
        for _ in range(200):
            judged = pandas.DataFrame({"track": "PAYER", "lead": random.random(200) < 0.5})
            indicators = pandas.DataFrame(random.random((200, 10)) < 0.4, columns=[f"I-{n}" for n in range(10)])
            compared, rows = weights.to_change(judged, indicators, ["PAYER"])
            recommended += len(rows) > 0
            judged["lead"] = numpy.where(indicators["I-3"], random.random(200) < 0.9, random.random(200) < 0.2)
            found += "I-3" in set(weights.to_change(judged, indicators, ["PAYER"])[1].indicator)
        self.assertEqual(10, compared)
        self.assertLessEqual(recommended, 200 * 0.05)
        self.assertEqual(200, found)
        self.assertEqual(0, weights.to_change(judged, indicators, [])[0])

    def test_intervals_are_wilsons(self):
        for (good, of), (low, high) in {(0, 10): (0.0, 0.2775), (5, 10): (0.2366, 0.7634), (10, 10): (0.7225, 1.0),
                                        (95, 100): (0.8882, 0.9785)}.items():
            share, lower, upper = drey.wilson(good, of)
            self.assertEqual(good / of, share)
            self.assertAlmostEqual(low, lower, 4)
            self.assertAlmostEqual(high, upper, 4)
        self.assertEqual((0.0, 1.0), drey.wilson(0, 0)[1:])

    def test_intervals_contain_the_true_share_nearly_always(self):
        """Exactly: over all outcomes that a true share may have, by how likely they are."""
        for of in (10, 30, 100, 300):
            coverage = []
            for true in (step / 100 for step in range(5, 96)):
                coverage.append(sum(math.comb(of, good) * true ** good * (1 - true) ** (of - good) for good in range(of + 1)
                                    if drey.wilson(good, of)[1] <= true <= drey.wilson(good, of)[2]))
            self.assertGreater(sum(coverage) / len(coverage), 0.945, of)
            self.assertGreater(min(coverage), 0.89, of)


class DeskTest(unittest.TestCase):
    setUp, write = HelperTest.setUp, HelperTest.write

    def desk(self, *rows, verdicts=()):
        self.write("alerts", [{"due_by": None, "emitted_at": row["as_of"], "last_seen": row["as_of"], **row} for row in rows])
        self.write("verdicts", list(verdicts))
        return desk.episodes(self.folder)

    def test_an_alert_is_open_until_the_verdict_that_closes_it(self):
        table = self.desk(alert("a", 1, 0, 60, notify=True), alert("a", 2, 5, 60, state="CLOSED", closed_by="LIKELY", verdict="LIKELY"),
                          alert("b", 1, 3, 60, notify=True))
        at = [len(desk.open_at(table, pandas.Timestamp(NOON + hours * HOUR, unit="ms", tz="UTC"))) for hours in (0, 4, 5)]
        self.assertEqual([1, 2, 1], at)

    def test_a_deadline_counts_from_what_notified_last_and_of_a_young_person_sooner(self):
        table = self.desk(alert("a", 1, 0, 60, notify=True, priority="P2"), alert("a", 2, 6, 70, notify=True, priority="P2"),
                          alert("a", 3, 8, 70, priority="P1"), alert("b", 1, 0, 60, notify=True, priority="P2", track="VICTIM"))
        due = dict(zip(table.alert_id, (table.due - pandas.Timestamp(NOON, unit="ms", tz="UTC")) / desk.HOUR))
        self.assertEqual({"a": 10.0, "b": 1.0}, due)

    def test_the_deadlines_of_live_jobs_are_theirs_and_of_a_replay_are_not(self):
        live = alert("a", 1, 0, 60, notify=True, due_by=NOON + 3 * HOUR)
        self.assertEqual(NOON + 3 * HOUR, self.desk(live).due[0].value // 10**6)
        replayed = {**live, "emitted_at": NOON + 1000 * HOUR, "due_by": NOON + 1003 * HOUR}
        self.assertEqual(NOON + 24 * HOUR, self.desk(replayed).due[0].value // 10**6)

    def test_what_is_withdrawn_was_no_work(self):
        self.assertTrue(self.desk(alert("a", 1, 0, 60), alert("a", 2, 1, 0, state="WITHDRAWN")).empty)

    def test_what_an_alert_waits_for_is_what_was_asked_for(self):
        def said(alert_id, verdict, reason):
            return {"alert_id": alert_id, "verdict_id": alert_id, "verdict_time": NOON, "verdict": verdict, "reason": reason}
        asked = [alert(name, 1, 0, 60, verdict="NEEDS_MORE") for name in "abcd"]
        self.desk(*asked, alert("e", 1, 0, 60), verdicts=[said("a", "CONFIRMED", "REPORTED"), said("b", "NEEDS_MORE", "SECOND_OPINION"),
                                                          said("c", "NEEDS_MORE", "MORE_DATA")])
        waiting = desk.waiting(self.folder)
        self.assertEqual({"a": "second eyes", "b": "a second opinion", "c": "more data", "d": "it is not known what"},
                         dict(zip(waiting.alert_id, waiting["waits for"])))

    def test_weeks_begin_on_monday_and_end_with_what_is_known(self):
        table = self.desk(alert("a", 1, 0, 60, notify=True), alert("a", 2, 2, 60, state="CLOSED", closed_by="LIKELY", verdict="LIKELY"),
                          alert("b", 1, 200, 60, notify=True))
        weeks = desk.by_week(table, desk.now(table, drey.read("verdicts", self.folder)))
        self.assertEqual(["2026-03-02", "2026-03-09"], [f"{week:%Y-%m-%d}" for week in weeks.index])
        self.assertEqual([[1, 1, 1, 0], [1, 0, 0, 1]], weeks[["opened", "decided", "in time", "open at its end"]].values.tolist())
        self.assertEqual(["2 hours", ""], list(weeks["median time"]))


class ExecuteTest(unittest.TestCase):
    def test_a_copy_has_nothing_that_another_folder_said(self):
        for file in execute.HERE.glob("*.ipynb"):
            cells = [cell for cell in execute.emptied(file).cells if cell.cell_type == "code"]
            self.assertTrue(cells)
            self.assertEqual([], [cell for cell in cells if cell.outputs])


if __name__ == "__main__":
    unittest.main()
