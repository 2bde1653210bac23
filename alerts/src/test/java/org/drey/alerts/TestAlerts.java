package org.drey.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.verdict.AlertIds;

/** Alerts and verdicts to begin with. */
public final class TestAlerts {
  /** The catalogue. */
  public static final RuleSet RULES =
      StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);

  /** When the sample's newest evidence is. */
  public static final Instant AS_OF = Instant.parse("2026-01-15T20:30:00Z");

  /** An analyst's clock, an hour later. */
  public static final Instant NOW = Instant.parse("2026-01-15T21:30:00Z");

  /** What of the catalogue verdicts depend on; whether second eyes are asked for is not known. */
  public static final VerdictRules VERDICTS = VerdictRules.of(RULES, SecondEyes.UNKNOWN);

  private TestAlerts() {}

  /** The sample of the schemas: open, on the payer track, with an id that fits its entity. */
  public static Alert payer() {
    return of(Track.PAYER, "payer-token-1");
  }

  /** The same, on a track about people. */
  public static Alert of(Track track, String subject) {
    Alert alert = sample(Alert.class);
    alert.setTrack(track);
    alert.setEntityKind(EntityKind.SUBJECT);
    alert.setEntity(subject);
    alert.setAlertId(
        AlertIds.of(
            AlertTrack.valueOf(track.name()),
            new EntityKey(alert.getTokenDomain(), alert.getKeyVersion(), "SUBJECT", subject)));
    return alert;
  }

  /** A reason of a rule of the catalogue, by one finding. */
  public static Reason reason(
      String rule, double points, double observed, String threshold, String window) {
    RuleHead head =
        RULES.heads().stream().filter(one -> one.name().equals(rule)).findFirst().orElseThrow();
    ScoringPart scoring = head.scoring();
    return Reason.newBuilder()
        .setIndicator(scoring.indicator())
        .setRuleId(head.id())
        .setRuleVersion(head.version())
        .setFamily(scoring.family().name())
        .setPoints(points)
        .setObserved(observed)
        .setThreshold(threshold)
        .setWindow(window)
        .setStreams(head.sources())
        .setEvidence(List.of("e-2", "e-1"))
        .setFindings(List.of("f-1"))
        .setMost(scoring.points())
        .setUndamped(points)
        .setCap(scoring.family().cap())
        .setHard(scoring.hard())
        .setStrength(scoring.strength())
        .setHalfLifeSeconds(scoring.halfLifeMillis() / 1000)
        .setEntries(found(Math.min(0.99, points / scoring.points())))
        .build();
  }

  /** Findings of these strengths, at the time of the sample's newest evidence. */
  public static List<ReasonEntry> found(double... strengths) {
    return DoubleStream.of(strengths).mapToObj(one -> new ReasonEntry(AS_OF, one)).toList();
  }

  /** A verdict on an alert, given at a time. */
  public static Verdict verdict(
      Alert alert, String id, VerdictType type, VerdictReason reason, Instant time) {
    Verdict verdict = sample(Verdict.class);
    verdict.setVerdictId(id);
    verdict.setVerdictTime(time);
    verdict.setAlertId(alert.getAlertId());
    verdict.setTrack(alert.getTrack());
    verdict.setEntityKind(alert.getEntityKind());
    verdict.setEntity(alert.getEntity());
    verdict.setTokenDomain(alert.getTokenDomain());
    verdict.setKeyVersion(alert.getKeyVersion());
    verdict.setAsOf(alert.getAsOf());
    verdict.setVerdict(type);
    verdict.setReason(reason);
    verdict.setBenignClass(null);
    verdict.setSuppress(List.of());
    verdict.setSuppressDays(null);
    verdict.setAnalyst("a17");
    verdict.setSecondAnalyst(null);
    verdict.setNoteRef(null);
    return verdict;
  }

  /** The sample of a topic's records. */
  public static <T extends SpecificRecordBase> T sample(Class<T> type) {
    String name = "/samples/" + TopicNames.topicOf(type) + ".pass.json";
    try (InputStream in = TestAlerts.class.getResourceAsStream(name)) {
      byte[] json = Objects.requireNonNull(in, name).readAllBytes();
      return JsonLineReader.of(type).read(json).datum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException(e);
    }
  }
}
