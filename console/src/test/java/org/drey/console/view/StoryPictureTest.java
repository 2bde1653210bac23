package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.story.StoryMark;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.alerts.story.StorySession;
import org.junit.jupiter.api.Test;

/** Occasions as a picture: no label is cut or lies on another, at either width. */
final class StoryPictureTest {
  private static final long NOON = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();
  private static final double LETTER = 6.5;

  private static StoryOccasion occasion(double day, Double amount, Long minutes) {
    long from = NOON + (long) (day * Duration.ofDays(1).toMillis());
    long until = minutes == null ? from : from + Duration.ofMinutes(minutes).toMillis();
    return new StoryOccasion(
        from,
        until,
        amount == null ? List.of() : List.of(new StoryPayment(from, "q1", amount, true)),
        minutes == null
            ? List.of()
            : List.of(
                new StorySession(
                    from, until, "PRIVATE", "h1", "p1", 1, amount == null ? null : from)),
        List.of());
  }

  private static void assertLegible(StoryPicture picture) {
    assertNotNull(picture);
    double amounts = 0;
    double days = 0;
    double before = -1;
    for (StoryPicture.Column one : picture.columns()) {
      double x = Double.parseDouble(one.x());
      assertTrue(x > before, "in order");
      before = x;
      amounts = ends(one.amount(), x, amounts, picture.width());
      days = ends(one.day(), x, days, picture.width());
      assertTrue(Double.parseDouble(one.amountY()) > 8, one::toString);
      assertTrue(Double.parseDouble(one.minutesY()) < StoryPicture.HEIGHT - 16, one::toString);
    }
  }

  private static double ends(String label, double x, double taken, int width) {
    double half = label.length() * LETTER / 2;
    if (label.isEmpty()) {
      return taken;
    }
    assertTrue(x - half >= taken && x + half <= width, label + " at " + x);
    return x + half;
  }

  @Test
  void noLabelIsCutOrLiesOnAnother() {
    List<StoryOccasion> many = new ArrayList<>();
    List<StoryOccasion> burst = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(occasion(2 * i, 1234.0, 200L));
      burst.add(occasion(i < 49 ? i / 4.0 : 400, 5.0, 90L));
    }
    for (int width : new int[] {StoryPicture.WIDE, StoryPicture.NARROW}) {
      assertLegible(StoryPicture.of(many, width));
      assertLegible(StoryPicture.of(burst, width));
      assertLegible(StoryPicture.of(many.subList(0, 1), width));
      assertLegible(StoryPicture.of(many.subList(0, 12), width));
    }
  }

  @Test
  void twelveEveningsAllHaveTheirAmountOnAScreenAndOnAPhone() {
    List<StoryOccasion> evenings = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      evenings.add(occasion(3 * i, 20.0 + i, 30L));
    }
    for (int width : new int[] {StoryPicture.WIDE, StoryPicture.NARROW}) {
      StoryPicture picture = StoryPicture.of(evenings, width);
      assertEquals(12, picture.columns().stream().filter(one -> !one.amount().isEmpty()).count());
    }
  }

  @Test
  void whatARuleJoinedIsOneAndWhatItDidNotIsNot() {
    List<StoryPicture.Column> columns =
        StoryPicture.of(
                List.of(occasion(0, 20.0, 30L), occasion(1, null, 30L), occasion(2, 20.0, null)),
                StoryPicture.WIDE)
            .columns();
    assertNotNull(columns.get(0).ring());
    assertNull(columns.get(1).ring());
    assertNull(columns.get(2).ring());
    assertNull(columns.get(2).watched());
  }

  @Test
  void aReportAloneIsNotDrawn() {
    StoryOccasion report =
        new StoryOccasion(
            NOON,
            NOON,
            List.of(),
            List.of(),
            List.of(new StoryMark(NOON, "external-signals", "e")));
    assertNull(StoryPicture.of(List.of(report), StoryPicture.WIDE));
  }

  @Test
  void closerEachLabelIsWhole() {
    OccasionDetail zoom = OccasionDetail.of(occasion(0, 20.0, 35L), 1, "15 Jan 12:00", "paid");
    assertEquals(
        List.of("12:00 paid 20.00", "12:00 to 12:35, 0 min after paying"),
        zoom.rows().stream().map(OccasionDetail.Row::label).toList());
    for (OccasionDetail.Row row : zoom.rows()) {
      double x = Double.parseDouble(row.labelX());
      double length = row.label().length() * LETTER;
      assertTrue(row.anchor().equals("left") ? x + length <= OccasionDetail.WIDTH : x >= length);
    }
    assertNotNull(zoom.rows().get(1).joinX());
  }
}
