package org.drey.local.generate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.event.EntityKind;
import org.drey.event.Track;

/**
 * What the jobs must make of a world. Everyone who is not planted must have no alert on any track,
 * and a planted one none but on the track that is named. Look-alikes may have an alert on theirs;
 * it is wrong.
 *
 * @param events records by topic: with duplicates and with what is malformed
 * @param duplicates how many of them are repeats, by topic
 * @param planted who is planted, and whether an alert must come of it
 * @param lookAlikes who does nothing wrong and may have an alert; only in a hard world
 * @param splashSignals different queries and requests whose decision is SPLASH
 * @param splashEvents which these are, by provider and event id
 * @param inspect different DNS queries whose decision is INSPECT
 * @param record different requests whose decision is RECORD
 * @param gaps those of the splash signals that were answered as if nothing were listed
 * @param deadLetters the records that must be refused
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Truth(
    long seed,
    int people,
    int days,
    Map<String, Integer> events,
    Map<String, Integer> duplicates,
    List<Planted> planted,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Resembling> lookAlikes,
    int splashSignals,
    Set<String> splashEvents,
    int inspect,
    int record,
    int gaps,
    DeadLetters deadLetters) {

  /** What must come of a planted pattern. */
  public enum Expectation {
    ALERT,
    NO_ALERT
  }

  /** A planted pattern, with the track on which it is reported. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Planted(
      String kind, Track track, EntityKind entityKind, String entity, Expectation expect) {}

  /** Someone who only looks like a planted pattern, with the track on which they may be alerted. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Resembling(String kind, Track track, EntityKind entityKind, String entity) {}

  /** The malformed records: one dead letter each, regardless of the way they come. */
  public record DeadLetters(int total, List<Malformed> records) {}

  /**
   * A malformed record.
   *
   * @param fault what is wrong with it
   * @param fileReason the reason of its dead letter when it comes as a line of a file
   * @param kafkaReason the reason when it comes through Kafka
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Malformed(String topic, String fault, String fileReason, String kafkaReason) {}

  /** The kinds of planted patterns. */
  enum Kind {
    PROLIFIC_PAYER(Track.PAYER, EntityKind.SUBJECT, Expectation.ALERT),
    FACILITATOR(Track.FACILITATOR, EntityKind.PAYEE, Expectation.ALERT),
    SEXTORTION_VICTIM(Track.VICTIM, EntityKind.SUBJECT, Expectation.ALERT),
    SEXTORTION_RECEIVER(Track.RECEIVER, EntityKind.PAYEE, Expectation.ALERT),
    REPORTED_SUBJECT(Track.PAYER, EntityKind.SUBJECT, Expectation.ALERT),
    REPORTED_PAYEE(Track.FACILITATOR, EntityKind.PAYEE, Expectation.ALERT),
    EARLY_PAYER(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT),
    SMALL_PAYER(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT),
    FAMILY_PAYER(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT),
    LISTED_VISITOR(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT),
    REPEAT_VISITOR(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT),
    URL_HOST_VISITOR(Track.PAYER, EntityKind.SUBJECT, Expectation.NO_ALERT);

    private final Track track;
    private final EntityKind entityKind;
    private final Expectation expect;

    Kind(Track track, EntityKind entityKind, Expectation expect) {
      this.track = track;
      this.entityKind = entityKind;
      this.expect = expect;
    }

    Planted of(String entity) {
      return new Planted(name().toLowerCase(Locale.ROOT), track, entityKind, entity, expect);
    }
  }
}
