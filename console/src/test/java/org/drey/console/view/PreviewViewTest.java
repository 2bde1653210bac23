package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.drey.console.ConsoleAlerts;
import org.drey.console.work.FirstChoices.FirstChoice;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the second of two analysts reads of the first one's verdict, after choosing. */
final class PreviewViewTest {
  private static final Instant TIME = Instant.parse("2026-06-12T09:30:00Z");
  private final Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
  private final Verdict first =
      verdict("v1", "a17", VerdictType.LIKELY, VerdictReason.WATCHED, List.of("f1", "f2"));

  private Verdict verdict(
      String id, String analyst, VerdictType type, VerdictReason reason, List<String> seen) {
    Verdict verdict = ConsoleAlerts.verdict(alert, id, TIME);
    verdict.setAnalyst(analyst);
    verdict.setSecondAnalyst(null);
    verdict.setVerdict(type);
    verdict.setReason(reason);
    verdict.setSeen(seen);
    verdict.setNoteRef(null);
    return verdict;
  }

  private String said(
      VerdictType type, VerdictReason reason, List<String> seen, @Nullable String second) {
    Verdict chosen = verdict("v2", "a18", type, reason, seen);
    chosen.setSecondAnalyst(second);
    List<String> said = PreviewView.proposals(List.of(first), chosen, List.of(), List.of());
    assertEquals(1, said.size());
    String begins = "a17 said on 2026-06-12 09:30 UTC: Likely: watched. ";
    assertTrue(said.get(0).startsWith(begins), said.get(0));
    return said.get(0).substring(begins.length());
  }

  @Test
  void whetherTheyAgreeIsSaidAsItCounts() {
    List<String> same = List.of("f1", "f2");
    List<String> more = List.of("f1", "f2", "f3");
    assertEquals(
        "You agree: it counts as of you both.",
        said(VerdictType.LIKELY, VerdictReason.REFERRED, same, "a17"));
    assertEquals(
        "You say the same, but the alert has findings since that they have not seen: yours is the"
            + " new first verdict, and closes nothing until another agrees.",
        said(VerdictType.LIKELY, VerdictReason.WATCHED, more, null));
    assertEquals(
        "You do not agree: both verdicts are kept, and neither closes the alert.",
        said(VerdictType.CONFIRMED, VerdictReason.REPORTED, same, null));
  }

  @Test
  void ofThreeWhoDoNotAllAgreeWhatClosesItIsNotDenied() {
    assertEquals(
        "You do not agree: theirs is kept beside yours.",
        said(VerdictType.CONFIRMED, VerdictReason.REPORTED, List.of("f1"), "a19"));
    assertEquals(
        "You say the same.", said(VerdictType.LIKELY, VerdictReason.WATCHED, List.of("f1"), "a19"));
    assertEquals(
        "You say the same, but the alert has findings since that they have not seen.",
        said(VerdictType.LIKELY, VerdictReason.WATCHED, List.of("f3"), "a19"));
  }

  @Test
  void aFirstChoiceIsShownWhereItIsNotWhatWasSentAndNoOneWaitsForAnAnswer() {
    FirstChoice choice = new FirstChoice("v1", "a18", TIME, "UNFOUNDED", "NO_PATTERN");
    Verdict sent =
        verdict("v2", "a18", VerdictType.LIKELY, VerdictReason.WATCHED, List.of("f1", "f2"));
    List<String> shown = PreviewView.firstChoices(List.of(choice), List.of(first, sent), List.of());
    assertEquals(
        List.of(
            "a18 had chosen Unfounded: no pattern on 2026-06-12 09:30 UTC, before seeing the first"
                + " verdict"),
        shown);
    assertEquals(
        List.of(), PreviewView.firstChoices(List.of(choice), List.of(first), List.of(first)));
    assertEquals(List.of(), PreviewView.firstChoices(List.of(choice), List.of(sent), List.of()));
    FirstChoice same = new FirstChoice("v1", "a18", TIME, "LIKELY", "WATCHED");
    assertEquals(
        List.of(), PreviewView.firstChoices(List.of(same), List.of(first, sent), List.of()));
  }
}
