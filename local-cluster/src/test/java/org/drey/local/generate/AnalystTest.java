package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.AlertTrack;
import org.junit.jupiter.api.Test;

final class AnalystTest {
  private static final Analyst.Habits NEVER_WRONG = new Analyst.Habits(1, 0, 1);

  private static final SyntheticWorld WORLD =
      SyntheticWorld.generate(new WorldSettings(5, 200, 30, true));

  private final WorldTruth truth = WORLD.truth();
  private final KnownTruth known = KnownTruth.of(WORLD);

  @Test
  void whoNeverErrsDecidesByTheTruth() {
    List<Alert> alerts = alerts();
    List<Verdict> verdicts = new Analyst(known, NEVER_WRONG, 1).decide(alerts);
    assertEquals(alerts.size(), verdicts.size());
    Map<String, Alert> byId =
        alerts.stream().collect(Collectors.toMap(Alert::getAlertId, alert -> alert));
    for (Verdict verdict : verdicts) {
      assertEquals(known.isRight(byId.get(verdict.getAlertId())), isLead(verdict));
    }
    Set<VerdictReason> reasons =
        verdicts.stream().map(Verdict::getReason).collect(Collectors.toSet());
    assertTrue(
        reasons.containsAll(
            Set.of(
                VerdictReason.RELATIVE_VERIFIED,
                VerdictReason.LESSONS_VERIFIED,
                VerdictReason.LICENSED_SERVICE,
                VerdictReason.BUSINESS_VERIFIED,
                VerdictReason.OTHER_VERIFIED,
                VerdictReason.WRONG_ENTITY,
                VerdictReason.NO_PATTERN)),
        reasons.toString());
  }

  @Test
  void everyVerdictIsAllowedOnItsTrackAndNotBeforeWhatItSaw() {
    List<Alert> alerts = alerts();
    Map<String, Alert> byId =
        alerts.stream().collect(Collectors.toMap(Alert::getAlertId, alert -> alert));
    for (long seed = 0; seed < 20; seed++) {
      for (Verdict verdict :
          new Analyst(known, new Analyst.Habits(0.5, 0.2, 1), seed).decide(alerts)) {
        var type = org.drey.rules.verdict.VerdictType.valueOf(verdict.getVerdict().name());
        var track = AlertTrack.valueOf(verdict.getTrack().name());
        assertTrue(type.reasons(track).contains(verdict.getReason().name()), verdict.toString());
        assertTrue(verdict.getVerdictTime().isAfter(verdict.getAsOf()));
        Alert alert = byId.get(verdict.getAlertId());
        assertEquals(alert.getFindings(), verdict.getSeen());
        assertEquals(alert.getPeakBand() == Band.HIGH, verdict.getSecondAnalyst() != null);
        assertNotEquals(verdict.getAnalyst(), verdict.getSecondAnalyst());
      }
    }
  }

  @Test
  void theSameSeedDecidesAlikeRegardlessOfOrderAndOfOtherAlerts() {
    List<Alert> alerts = alerts();
    List<Verdict> all = new Analyst(known, Analyst.Habits.DEFAULT, 3).decide(alerts);
    List<Alert> some = new ArrayList<>(alerts.subList(0, alerts.size() / 2));
    Collections.reverse(some);
    List<Verdict> fewer = new Analyst(known, Analyst.Habits.DEFAULT, 3).decide(some);
    assertTrue(all.containsAll(fewer));
    assertNotEquals(all, new Analyst(known, Analyst.Habits.DEFAULT, 4).decide(alerts));
  }

  @Test
  void errsAndAsksAsOftenAsItIsTo() {
    List<Alert> alerts = alerts();
    int decided = 0;
    int right = 0;
    int asked = 0;
    for (long seed = 0; seed < 200; seed++) {
      for (Alert alert : alerts) {
        Verdict verdict =
            new Analyst(known, new Analyst.Habits(0.9, 0.2, 1), seed).decide(List.of(alert)).get(0);
        if (verdict.getVerdict() == VerdictType.NEEDS_MORE) {
          asked++;
        } else {
          decided++;
          right += isLead(verdict) == known.isRight(alert) ? 1 : 0;
        }
      }
    }
    assertEquals(0.9, (double) right / decided, 0.01);
    assertEquals(0.2, (double) asked / (asked + decided), 0.01);
  }

  @Test
  void aRoundLeavesAloneWhatAVerdictHasClosedAndDecidesAgainWhatHasChanged() {
    Alert alert = alerts().get(0);
    Verdict first = new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)).get(0);
    assertEquals(List.of(first), new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)));
    alert.setState(AlertState.CLOSED);
    alert.setClosedBy(first.getVerdict().name());
    assertEquals(List.of(), new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)));
    alert.setState(AlertState.OPEN);
    alert.setClosedBy(null);
    alert.setEpisode(2);
    Verdict second = new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)).get(0);
    alert.setAsOf(alert.getAsOf().plusMillis(1));
    Verdict third = new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)).get(0);
    Set<String> ids = Set.of(first.getVerdictId(), second.getVerdictId(), third.getVerdictId());
    assertEquals(3, ids.size());
  }

  @Test
  void looksAtAsManyAsItIsToRegardlessOfWhatTheyAre() {
    List<Alert> alerts = alerts();
    int looked = 0;
    for (long seed = 0; seed < 200; seed++) {
      looked += new Analyst(known, new Analyst.Habits(1, 0, 0.3), seed).decide(alerts).size();
    }
    assertEquals(0.3, looked / 200.0 / alerts.size(), 0.01);
  }

  @Test
  void whatIsWithdrawnGetsNoVerdict() {
    Alert alert = alerts().get(0);
    alert.setState(AlertState.WITHDRAWN);
    assertEquals(List.of(), new Analyst(known, NEVER_WRONG, 1).decide(List.of(alert)));
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Analyst.Habits(1.1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Analyst.Habits(1, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Analyst.Habits(Double.NaN, 0, 1));
  }

  private static boolean isLead(Verdict verdict) {
    return verdict.getVerdict() == VerdictType.CONFIRMED
        || verdict.getVerdict() == VerdictType.LIKELY;
  }

  /** One of each who is planted to be alerted on, and of each look-alike. */
  private List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (WorldTruth.ExpectedEntity one : truth.planted()) {
      if (one.expect() == WorldTruth.Expectation.ALERT) {
        alerts.add(alert(alerts.size(), one.track(), one.entityKind(), one.entity()));
      }
    }
    for (WorldTruth.ExpectedEntity one : truth.lookAlikes()) {
      alerts.add(alert(alerts.size(), one.track(), one.entityKind(), one.entity()));
    }
    return alerts;
  }

  private static Alert alert(int number, Track track, EntityKind kind, String entity) {
    String line =
        """
        {"alert_id": "alert-%d", "episode": 1, "generation": 0, "revision": 1, "state": "OPEN",
         "notify": true, "track": "%s", "entity_kind": "%s", "entity": "%s", "score": 50.0,
         "as_of": 1772476145133, "peak_score": 50.0, "band": "ALERT", "peak_band": "%s",
         "severity": 3, "priority": "P3", "due_by": 1772476145133, "confidence": "LOW",
         "first_seen": 1772476145133, "last_seen": 1772476145133, "reasons": [], "offsets": [],
         "gates": [], "streams": [], "findings": ["finding-%d"], "events": [],
         "linked_entities": [], "suppressed": 0, "list_versions": [], "ruleset_version": "r",
         "emitted_at": 1772476145133, "content_assessed": false}
        """
            .formatted(number, track, kind, entity, number % 2 == 0 ? "ALERT" : "HIGH", number);
    try {
      return JsonLineReader.of(Alert.class).read(line.getBytes(StandardCharsets.UTF_8)).datum();
    } catch (InvalidRecordException e) {
      throw new AssertionError(e);
    }
  }
}
