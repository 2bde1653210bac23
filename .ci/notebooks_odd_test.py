"""Tests of the notebooks on folders that are not as the example is: their cells are run one after the other, without a kernel."""
import ast
import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest
import warnings

import matplotlib

HOME = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "notebooks"))
sys.dont_write_bytecode = True
matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
import drey  # noqa: E402
import workload  # noqa: E402

SAMPLES = HOME / "schemas/src/main/resources/samples"
NOON, DAY = 1768478400000, 86_400_000
NOTEBOOKS = sorted(file.stem for file in (HOME / "notebooks").glob("*.ipynb"))
SETTINGS = ["DREY_BUDGET", "DREY_EVENTS", "DREY_CHANGED", "DREY_RIGHT", "DREY_RULES"]
INDICATORS = {drey.value(rule, "  indicator"): rule for rule in drey.rules(drey.CATALOGUE / "rules")}
HARD = "00000000-0000-4000-8000-000000000001"
SOFT = "00000000-0000-4000-8000-000000000002"


def sample(name, **more):
    """A record as its schema has it, with other values."""
    return {**json.loads((SAMPLES / f"{name}.pass.json").read_text(encoding="utf-8")), **more}


def reason(points, indicator="OWN-01", rule_id=SOFT, family="OWN"):
    return {**sample("alerts")["reasons"][0], "indicator": indicator, "rule_id": rule_id, "family": family, "points": points,
            "undamped": points, "damping": 1.0, "cap": 100.0}


def alert(alert_id="a", revision=1, day=0, score=55.0, **more):
    """A revision with a score that is the sum of two soft indicators of the catalogue."""
    reasons = [reason(points, name, drey.ids(INDICATORS[name])[0], drey.value(INDICATORS[name], "  family"))
               for name, points in (("PAY-20", score - 20), ("LNK-01", 20.0))]
    return sample("alerts", **{
        "alert_id": alert_id, "entity": f"entity-{alert_id}", "generation": 0, "revision": revision, "notify": revision == 1,
        "score": score, "peak_score": score, "band": band(score), "peak_band": band(score), "first_seen": NOON,
        "last_seen": NOON + day * DAY, "as_of": NOON + day * DAY, "reasons": reasons, "offsets": [], "gates": [], **more})


def band(score):
    return next(name for name, least in (("CRITICAL", 85), ("HIGH", 70), ("ALERT", 50), ("WATCH", 30), ("NONE", 0)) if score >= least)


def closed(verdict, **more):
    return {"state": "CLOSED", "notify": False, "verdict": verdict, "closed_by": verdict, "verdict_time": NOON + 9 * DAY, **more}


def hit(number, **more):
    return sample("blocklist-hits", signal_id=f"s{number}", event_id=f"e{number}", **more)


def splash(number, enforced="NO", **more):
    return hit(number, decision="SPLASH", enforced=enforced, **more)


class OddFoldersTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        before = drey.FOLDER, dict(os.environ), plt.show
        self.addCleanup(self.restore, *before)
        drey.FOLDER, plt.show = self.folder, draw
        for setting in SETTINGS:
            os.environ.pop(setting, None)

    def restore(self, folder, environment, show):
        drey.FOLDER, plt.show = folder, show
        os.environ.clear()
        os.environ.update(environment)

    def write(self, **files):
        for name, rows in files.items():
            text = "".join(json.dumps(row) + "\n" for row in rows)
            (self.folder / f"{name.replace('_', '-')}.jsonl").write_text(text, encoding="utf-8")

    def run_notebook(self, name):
        """What it prints and displays; it ends where a cell says that there is nothing."""
        notebook = json.loads((HOME / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))
        printed = io.StringIO()
        names = {"display": lambda shown: display(shown, printed)}
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("error")
            for number, cell in enumerate(notebook["cells"]):
                if cell["cell_type"] == "code":
                    try:
                        run_cell("".join(cell["source"]), f"{name}.ipynb, cell {number}", names)
                    except drey.Nothing as nothing:
                        print(nothing)
                        break
        return printed.getvalue()

    def run_all(self):
        return {name: self.run_notebook(name) for name in NOTEBOOKS}

    def test_an_empty_folder(self):
        for name, printed in self.run_all().items():
            self.assertRegex(printed, r"\AThere are no (alerts|hits) in this folder.*\n\Z", name)

    def test_empty_files(self):
        self.write(alerts=[], shadow_alerts=[], findings=[], cases=[], verdicts=[], blocklist_hits=[])
        for name, printed in self.run_all().items():
            self.assertRegex(printed, r"\AThere are no (alerts|hits) in this folder.*\n\Z", name)

    def test_only_the_newest_revisions_of_a_topic(self):
        newest = [alert(str(n), 4, n, 60.0, notify=n == 3) for n in range(8)]
        self.write(alerts=newest, shadow_alerts=newest, findings=[sample("findings")])
        printed = self.run_all()
        self.assertIn("1 notifications of 8 alerts in 1 days", printed["queue"])
        for name in ("queue", "rule-trial"):
            self.assertIn("alerts.jsonl: 8 of 8 alerts lack earlier revisions", printed[name])
        self.assertIn("shadow-alerts.jsonl: 8 of 8 alerts lack earlier revisions", printed["rule-trial"])

    def test_only_closed_alerts(self):
        self.write(alerts=[alert(str(n), 4, n, 60.0, **closed("UNFOUNDED")) for n in range(8)])
        printed = self.run_all()
        self.assertTrue(printed["queue"].endswith(workload.NOTHING + "\n"), printed["queue"])
        self.assertIn(workload.NOTHING, printed["rule-trial"])
        self.assertIn("8 alerts are decided, 0 of them as leads", printed["calibration"])

    def test_only_withdrawn_alerts(self):
        self.write(alerts=[alert("a", 2, state="WITHDRAWN")])
        self.assertEqual("There are no alerts in this folder.\n", self.run_notebook("queue"))

    def test_own_rules_with_hard_ones_and_own_families(self):
        histories = []
        for n in range(20):
            first = alert(f"a{n}", 1, n, 60.0)
            own = {**alert(f"a{n}", 2, n + 1, 60.0), "notify": True}
            own["reasons"] = [reason(50.0), reason(10.0, "OWN-02", HARD, "OWNHARD")]
            histories += [first, own]
        self.write(alerts=histories)
        printed = self.run_all()
        for name in ("queue", "rule-trial"):
            self.assertIn("alerts.jsonl: 20 of 20 alerts lack earlier revisions, or have a rule that is not known here (DREY_RULES)", printed[name])
        self.assertIn("40 notifications of 20 alerts", printed["queue"])
        rules = self.folder / "rules"
        rules.mkdir()
        (rules / "own.yml").write_text(
            f"title: Soft\nid: {SOFT}\ndrey:\n  indicator: OWN-01\n---\ntitle: Hard\nid: {HARD}\ndrey:\n  indicator: OWN-02\n  hard: true\n")
        os.environ["DREY_RULES"] = str(rules)
        printed = self.run_notebook("queue")
        self.assertIn("40 notifications of 20 alerts", printed)
        self.assertNotIn("jsonl", printed)

    def test_marks_that_are_not_as_counted_are_said(self):
        self.write(alerts=[alert(str(n), revision, 0, 60.0, notify=True) for n in range(5) for revision in (1, 2)])
        self.assertIn("The job marked 10 revisions, but 5 are counted.", self.run_notebook("queue"))

    def test_a_family_with_a_higher_cap_of_its_own(self):
        one = alert("a", 1, 0, 90.0)
        self.write(alerts=[one, alert("a", 2, 1, 90.0, **closed("CONFIRMED"))])
        self.assertIn("1 alerts are decided, 1 of them as leads", self.run_notebook("calibration"))

    def test_several_episodes_with_verdicts(self):
        """The first was confirmed at 72, the second is open at 51: it would have been seen with a threshold of 70."""
        first = [alert("a", 1, 0, 72.0), alert("a", 2, 0, 72.0, **closed("CONFIRMED"))]
        self.write(alerts=[*first, alert("a", 3, 5, 51.0, episode=2, notify=True), alert("b", 1, 0, 51.0)])
        rows = [line.split() for line in self.run_notebook("queue").splitlines()]
        missed = {int(row[0]): int(row[-1]) for row in rows if len(row) == 5 and row[0].isdigit()}
        self.assertEqual({threshold: int(threshold > 70) for threshold in range(50, 100, 5)}, missed)
        self.run_all()

    def test_an_alert_that_was_urgent_once_is_not_missed(self):
        self.write(alerts=[alert("a", 1, 0, 55.0, priority="P1"), alert("a", 2, 0, 55.0, **closed("CONFIRMED", priority="P1")),
                           alert("a", 3, 5, 51.0, episode=2, notify=True)])
        rows = [line.split() for line in self.run_notebook("queue").splitlines()]
        self.assertEqual({0}, {int(row[-1]) for row in rows if len(row) == 5 and row[0].isdigit()})

    def test_hits_that_were_all_let_through_for_inspection(self):
        self.write(blocklist_hits=[hit(n) for n in range(3)])
        printed = self.run_notebook("lists")
        self.assertEqual(2, printed.count("Nothing to show: no hit has the decision SPLASH."))

    def test_hits_of_which_it_is_not_known_whether_they_were_blocked(self):
        self.write(blocklist_hits=[splash(n, "UNKNOWN") for n in range(3)])
        self.assertIn("Nothing to show: no hit with the decision SPLASH says whether", self.run_notebook("lists"))

    def test_a_few_hits_with_their_arrival(self):
        self.write(blocklist_hits=[splash(n, ("YES", "NO", "UNKNOWN")[n % 3]) for n in range(30)])
        (self.folder / "events").mkdir()
        lines = [{"provider": "isp.example", "event_id": f"e{n}", "received_at": "2026-01-15T20:30:00.01Z"} for n in range(30)]
        (self.folder / "events/dns-queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        self.assertIn("When they arrived is known of 30 of 30 hits", self.run_notebook("lists"))

    def test_an_alert_of_which_events_reasons_and_links_are_gone(self):
        self.write(alerts=[alert(events=[], linked_entities=[], reasons=[], score=0.0)])
        self.run_all()

    def test_one_track_alone(self):
        self.write(alerts=[alert(str(n), 1, n, 60.0, track="VICTIM", priority="P2") for n in range(3)])
        for name, printed in self.run_all().items():
            self.assertIn("There are no hits" if name == "lists" else "VICTIM", printed, name)

    def test_cases_findings_and_alerts_are_counted_once(self):
        self.write(alerts=[alert("a"), alert("a"), alert("b")],
                   shadow_alerts=[alert("a", reasons=[reason(55.0)])],
                   findings=[sample("findings", finding_id=n, indicator="OWN-01") for n in "xxy"])
        printed = self.run_all()
        self.assertIn("2 notifications of 2 alerts", printed["queue"])
        self.assertRegex(printed["rule-trial"], r"OWN-01 +2 ")

    def test_shadow_alerts_that_have_nothing_in_common_with_live_ones(self):
        self.write(alerts=[alert("a")], shadow_alerts=[alert("b", reasons=[reason(55.0)])])
        self.assertIn("1 shadow alerts beside 1 live ones", self.run_notebook("rule-trial"))


def run_cell(source, name, names):
    """Runs a cell in these names, and displays what it ends with."""
    body = ast.parse(source, name).body
    last = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), name, "exec"), names)
    if last:
        shown = eval(compile(last, name, "eval"), names)
        if shown is not None:
            names["display"](shown)


def display(shown, printed):
    """Writes a table as text; also as a page shows it, which must not fail."""
    printed.write((shown.to_string() if hasattr(shown, "to_string") else repr(shown)) + "\n")
    if hasattr(shown, "_repr_html_"):
        shown._repr_html_()


def draw():
    """Lays out and draws what a notebook would show."""
    for number in plt.get_fignums():
        plt.figure(number).canvas.draw()
    plt.close("all")


if __name__ == "__main__":
    unittest.main()
