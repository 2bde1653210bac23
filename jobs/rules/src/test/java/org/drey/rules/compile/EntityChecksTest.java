package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.detection;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entities a rule may score, and which are only counted. */
class EntityChecksTest {
  private static final String[] WORTH = {
    "points: 10", "strength: 0.5", "half_life: 30d", "family: LINK"
  };

  private static String scored(String track, String entity) {
    return TestRules.drey("X-1", track, entity, WORTH);
  }

  private static String report(String line, String track) {
    return detection("report", "signal", "one: {" + line + "}", "condition: one")
        + scored(track, "entity");
  }

  @ParameterizedTest
  @CsvSource({
    "payer, subject",
    "purchase, subject",
    "victim, subject",
    "victim, host",
    "facilitator, payout",
    "facilitator, host",
    "receiver, payout",
    "entity, service",
    "entity, device",
    "entity, host"
  })
  void aTrackTakesTheEntitiesOfItsTable(String track, String entity) {
    ScoringPart scoring = compile(SESSION + scored(track, entity)).head(0).scoring();
    assertEquals(entity, scoring.entity());
  }

  @ParameterizedTest
  @CsvSource({
    "payer, host, a HOST is not scored on the track 'payer'",
    "payer, payout, a PAYEE is not scored",
    "victim, payout, but on facilitator or receiver",
    "victim, device, but on entity",
    "facilitator, subject, a SUBJECT is not scored",
    "receiver, host, a HOST is not scored",
    "entity, subject, a SUBJECT is not scored on the track 'entity'",
    "entity, payout, a PAYEE is not scored",
    "purchase, service, a DOMAIN is not scored"
  })
  void andNoOthers(String track, String entity, String reason) {
    assertRefused(reason, SESSION + scored(track, entity));
    String count = CompileTest.count("c", "session", entity);
    assertRefused(reason, SESSION, count + scored(track, entity));
  }

  @Test
  void whomASignalIsAboutItsSelectionSays() {
    compile(report("entity_kind: HOST", "victim"));
    compile(report("entity_kind: [HOST, PAYEE]", "facilitator"));
    assertRefused("a DEVICE is not scored", report("entity_kind: DEVICE", "payer"));
    assertRefused("a DEVICE is not scored", report("entity_kind: [HOST, DEVICE]", "facilitator"));
    assertRefused(
        "the selection has to say which, with 'entity_kind'",
        report("source_tier: INDUSTRY", "payer"));
    assertRefused("no entity is of the kind UNKNOWN", report("entity_kind: UNKNOWN", "payer"));
    String negated =
        report("entity_kind: HOST", "facilitator").replace("condition: one", "condition: not one");
    assertRefused("the selection has to say which", negated);
  }

  @Test
  void aCorrelationOverSignalsIsAboutWhomTheyAreAbout() {
    String twice =
        CompileTest.count("twice", "report", "entity")
            + TestRules.drey("X-2", "payer", "entity", WORTH);
    String report = detection("report", "signal", "one: {entity_kind: SUBJECT}", "condition: one");
    compile(report, twice);
    assertRefused("a HOST is not scored", report.replace("SUBJECT", "HOST"), twice);
    assertRefused(
        "the selection has to say which",
        report.replace("entity_kind: SUBJECT", "confidence: 1"),
        twice);
  }

  private static String people(String counted, String entity, String bound) {
    return TestRules.correlation(
            "people",
            "type: value_count",
            "rules: [session]",
            "group-by: [" + entity + "]",
            "timespan: 30d",
            "condition: {field: " + counted + ", " + bound + "}")
        + scored("entity", entity)
        + "  aggregate: true\n";
  }

  @ParameterizedTest
  @CsvSource({"subject, service", "host, service", "payout, service"})
  void aRuleMaySpeakOfHowManyAlone(String counted, String entity) {
    assertTrue(compile(SESSION, people(counted, entity, "gte: 5")).head(1).scoring().aggregate());
  }

  @Test
  void andThenOfNoPersonAndOfFiveAtLeast() {
    assertRefused("'gte: 5' or more", SESSION, people("subject", "service", "gte: 4"));
    assertRefused("'gte: 5' or more", SESSION, people("subject", "service", "gt: 5"));
    assertRefused("'gte: 5' or more", SESSION, people("subject", "service", "lte: 9"));
    compile(SESSION, people("subject", "service", "gte: 6"));
    assertRefused("of subject, host or payee", SESSION, people("device", "service", "gte: 5"));
    assertRefused("of subject, host or payee", SESSION, people("viewers", "service", "gte: 5"));
    assertRefused("a service, domain or merchant", SESSION, people("subject", "device", "gte: 5"));
    assertRefused(
        "groups by none",
        SESSION,
        people("host", "service", "gte: 5").replace("[service]", "[service, subject]"));
    String events =
        CompileTest.count("c", "session", "service")
            + scored("entity", "service")
            + "  aggregate: true\n";
    assertRefused("a value_count of people", SESSION, events);
    assertRefused(
        "a value_count of people", SESSION + scored("entity", "service") + "  aggregate: true\n");
    assertRefused(
        "counts no people",
        SESSION
            + TestRules.drey("X-1", "entity", "service", "points: -1", "strength: 1")
            + "  aggregate: true\n");
  }
}
