package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.console.index.AlertIndex.Revision;
import org.drey.console.view.AlertPageView.RevisionLine;
import org.drey.console.work.SeenContent;
import org.junit.jupiter.api.Test;

/** Revisions as lines: those that change nothing are one. */
final class RevisionLinesTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static Revision revision(long number, double score, String... indicators) {
    return new Revision(
        0,
        number,
        0,
        NOON,
        NOON.plusSeconds(number),
        "OPEN",
        score,
        "HIGH",
        "P2",
        null,
        new SeenContent("OPEN", 1, score, "3", null, null, 5, List.of(indicators), List.of()));
  }

  private static List<Revision> newestFirst() {
    List<Revision> all = new ArrayList<>();
    all.add(revision(7, 74.5, "A", "B"));
    all.add(revision(6, 74.5, "A", "B"));
    all.add(revision(5, 74.5, "A", "B"));
    all.add(revision(4, 74.5, "A", "B"));
    all.add(revision(3, 71.0, "A"));
    all.add(revision(2, 71.0, "A"));
    all.add(revision(1, 70.0, "A"));
    return all;
  }

  private static List<RevisionLine> lines(boolean hidesScore) {
    return RevisionLines.of(newestFirst(), new AppliedVerdictText(List.of()), hidesScore);
  }

  @Test
  void thoseThatChangeNothingAreOneLine() {
    List<RevisionLine> lines = lines(false);
    assertEquals(
        List.of("5 to 7", "4", "3", "2", "1"), lines.stream().map(RevisionLine::number).toList());
    assertEquals(
        List.of(
            "3 in which nothing changed",
            "+3.5 points, new: B",
            "nothing changed",
            "+1.0 points",
            "the first one that is known"),
        lines.stream().map(RevisionLine::what).toList());
  }

  @Test
  void ofAYoungPersonNoneHasAScore() {
    for (RevisionLine one : lines(true)) {
      assertEquals("", one.score());
      assertFalse(one.what().contains("points"), one.what());
    }
  }
}
