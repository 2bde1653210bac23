package org.drey.local.generate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.event.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * The truth that the jobs must find in a world. Everyone who is not planted must have no alert on
 * any track, and a planted one none but on the track that is named. Look-alikes may have an alert
 * on theirs; it is wrong.
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
public record WorldTruth(
    long seed,
    int people,
    int days,
    Map<String, Integer> events,
    Map<String, Integer> duplicates,
    List<ExpectedEntity> planted,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExpectedEntity> lookAlikes,
    int splashSignals,
    Set<String> splashEvents,
    int inspect,
    int record,
    int gaps,
    ExpectedDeadLetters deadLetters) {

  /** The expected outcome of a planted pattern. */
  public enum Expectation {
    ALERT,
    NO_ALERT
  }

  /**
   * One of whom something is expected.
   *
   * @param track on which the alert is that must come, must not come, or may
   * @param expect what must come; null of a look-alike
   * @param findings indicators of which there must be findings about the entity
   * @param noFindings indicators of which there must be none
   * @param explained what an analyst who knows a look-alike says of the alert; else null
   * @param benign the class of benign people that a look-alike is, or null
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record ExpectedEntity(
      String kind,
      Track track,
      EntityKind entityKind,
      String entity,
      @Nullable Expectation expect,
      List<String> findings,
      List<String> noFindings,
      @Nullable VerdictReason explained,
      @Nullable String benign) {

    /** Returns the track and entity of the alert, by which there is one alert. */
    public String key() {
      return track + " " + entityKind + " " + entity;
    }
  }

  /** The malformed records: one dead letter each, regardless of the way they come. */
  public record ExpectedDeadLetters(int total, List<Malformed> records) {}

  /**
   * A malformed record.
   *
   * @param fault what is wrong with it
   * @param fileReason the reason of its dead letter when it comes as a line of a file
   * @param kafkaReason the reason when it comes through Kafka
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Malformed(String topic, String fault, String fileReason, String kafkaReason) {}
}
