"""Tests of the notebooks' helper, notebooks/drey.py. notebooks_test.py"""
import json
import math
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "notebooks"))
sys.dont_write_bytecode = True
import drey  # noqa: E402

NOON = 1772452800000
HOUR = 3_600_000


def alert(alert_id, revision, hours, score, **more):
    return {"alert_id": alert_id, "episode": 1, "generation": 1, "revision": revision, "state": "OPEN", "track": "PAYER",
            "priority": "P3", "severity": 3, "streams": ["PAYMENT"], "as_of": NOON + hours * HOUR, "first_seen": NOON,
            "score": score, "peak_score": score, "reasons": [], "offsets": [], "gates": [], **more}


def verdict(verdict_id, alert_id, what, hours, revision=1, takes_back=None):
    return {"verdict_id": verdict_id, "alert_id": alert_id, "verdict": what, "verdict_time": NOON + hours * HOUR,
            "as_of": NOON + hours * HOUR, "generation": 1, "revision": revision, "takes_back": takes_back}


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
        self.assertTrue(drey.notifications(folder=self.folder).empty)
        with self.assertRaises(drey.Nothing):
            drey.require(drey.alerts(folder=self.folder), "nothing")

    def test_times_are_milliseconds_or_iso(self):
        self.write("verdicts", [{"verdict_time": NOON}])
        self.write("hits", [{"event_time": "2026-03-02T12:00:00Z"}])
        self.assertEqual(drey.read("verdicts", self.folder).verdict_time[0], drey.read("hits", self.folder).event_time[0])

    def test_the_highest_revision_of_the_highest_generation_is_present(self):
        self.write("alerts", [alert("a", 9, 0, 50), alert("a", 2, 1, 60, generation=2), alert("a", 1, 1, 55, generation=2),
                              alert("b", 1, 0, 50), alert("b", 2, 0, 0, state="WITHDRAWN")])
        self.assertEqual([("a", 60)], list(drey.alerts(folder=self.folder)[["alert_id", "score"]].itertuples(index=False, name=None)))

    def test_a_changed_weight_is_damped_and_capped_and_held(self):
        def reason(indicator, family, points):
            return {"indicator": indicator, "family": family, "points": points}
        one = alert("a", 1, 0, 46, reasons=[reason("X", "F", 20), reason("Y", "F", 6), reason("Z", "G", 20)])
        caps = {"F": 30, "G": 20}
        self.assertAlmostEqual(46, drey.changed(one, "X", 0, caps))
        self.assertAlmostEqual(42, drey.changed(one, "X", -0.2, caps))
        self.assertAlmostEqual(50, drey.changed(one, "X", 0.2, caps))
        self.assertAlmostEqual(50, drey.changed(one, "X", 0.9, caps))  # F is at its cap of 30 then
        self.assertAlmostEqual(20 + 10 + 0.6 * 2, drey.changed(one, "X", -0.9, caps))  # Y, of 10, is the first then
        self.assertAlmostEqual(46, drey.changed(one, "Z", 0.2, caps))
        self.assertAlmostEqual(46, drey.changed(one, "W", 0.2, caps))
        held = {**one, "score": 29, "gates": [{"id": "ONE_STREAM", "points": -17}]}
        self.assertAlmostEqual(29, drey.changed(held, "X", -0.2, caps))
        self.assertAlmostEqual(29, drey.changed(held, "X", 0.2, caps))

    def test_the_catalogue_names_its_indicators_and_caps(self):
        self.assertIn("LNK-01", drey.titles())
        self.assertEqual(40, drey.caps()["LINK"])
        self.assertEqual(({}, {}), (drey.titles(self.folder), drey.caps(self.folder)))

    def test_an_alert_notifies_when_it_opens_and_at_ten_points_more(self):
        self.write("alerts", [alert("a", 1, 0, 49), alert("a", 2, 1, 50), alert("a", 3, 2, 59.9), alert("a", 4, 2, 60),
                              alert("a", 5, 3, 61, streams=["PAYMENT", "DNS"]), alert("a", 6, 4, 61, severity=4),
                              alert("b", 1, 0, 30, priority="P1")])
        counted = drey.notifications(folder=self.folder)
        self.assertEqual([2, 4, 5, 6, 1], list(counted.revision))
        self.assertEqual(["a", "a", "b"], list(drey.notifications(threshold=61, folder=self.folder).alert_id))

    def test_the_order_of_equal_times_does_not_matter(self):
        first = [alert("a", 1, 0, 50.1), alert("a", 2, 0, 53.8), alert("a", 3, 1, 63)]
        other = [alert("a", 1, 0, 53.8), alert("a", 2, 1, 63)]
        scores = []
        for rows in (first, other):
            self.write("alerts", rows)
            scores.append(list(drey.notifications(folder=self.folder).score))
        self.assertEqual(scores[0], scores[1])

    def test_a_verdict_counts_with_the_revision_that_was_seen(self):
        self.write("alerts", [alert("a", 1, 0, 50), alert("a", 2, 5, 70), alert("b", 7, 9, 55), alert("c", 1, 0, 50)])
        self.write("verdicts", [verdict("v1", "a", "CONFIRMED", 1), verdict("v2", "b", "UNFOUNDED", 2),
                                verdict("v3", "c", "NEEDS_MORE", 2), verdict("v4", "unknown", "LIKELY", 2)])
        judged = drey.judged(self.folder).set_index("alert_id")
        self.assertEqual({"a": True, "b": False}, judged.lead.to_dict())
        self.assertEqual({"a": 50, "b": 55}, judged.score.to_dict())

    def test_the_newest_verdict_that_was_not_taken_back_counts(self):
        self.write("alerts", [alert("a", 1, 0, 50), alert("b", 1, 0, 50), alert("c", 1, 0, 50)])
        self.write("verdicts", [verdict("v1", "a", "CONFIRMED", 1), verdict("v2", "a", "REOPENED", 2, takes_back="v1"),
                                verdict("v3", "b", "LIKELY", 1), verdict("v4", "b", "BENIGN_EXPLAINED", 2),
                                verdict("v5", "c", "UNFOUNDED", 1), verdict("v6", "c", "REOPENED", 2, takes_back="v5"),
                                verdict("v7", "c", "CONFIRMED", 3)])
        self.assertEqual({"b": False, "c": True}, drey.judged(self.folder).set_index("alert_id").lead.to_dict())

    def test_the_parts_are_reasons_offsets_and_gates(self):
        one = {"reasons": [{"indicator": "A", "points": 60.0}], "offsets": [{"indicator": "B", "points": -5.0}],
               "gates": [{"id": "ONE_FAMILY", "points": -26.0}]}
        self.assertEqual([("A", 60.0), ("B", -5.0), ("ONE_FAMILY", -26.0)], drey.parts(one))

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


if __name__ == "__main__":
    unittest.main()
