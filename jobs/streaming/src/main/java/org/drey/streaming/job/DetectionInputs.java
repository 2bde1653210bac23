package org.drey.streaming.job;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.rules.compile.RuleSet;

/**
 * The streams of a live detection job, by what it does with each. A stream is read if a rule reads
 * it, or if no other job reports its records that cannot be read. The others keep their operators,
 * so that a savepoint fits regardless of the rules.
 */
public final class DetectionInputs {
  private final RuleSet rules;
  private final DreyConfiguration configuration;
  private final List<StreamDefinition<?>> streams;
  private final Set<String> reported;
  private final Set<String> read;
  private final Set<String> driving;

  private DetectionInputs(
      RuleSet rules, DreyConfiguration configuration, Collection<String> reportedElsewhere) {
    this.rules = rules;
    this.configuration = configuration;
    streams =
        StreamRegistry.all().stream().filter(stream -> stream.mayBeRead(configuration)).toList();
    reported = topics(streams);
    reported.removeAll(reportedElsewhere);
    List<StreamDefinition<?>> wanted =
        streams.stream().filter(stream -> reports(stream) || rules.reads(stream.topic())).toList();
    read = topics(wanted);
    driving = topics(StreamRegistry.driving(wanted));
  }

  /** Beside a blocklist job, which reports what it cannot read. */
  public static DetectionInputs besideBlocklistJob(RuleSet rules, DreyConfiguration configuration) {
    return new DetectionInputs(rules, configuration, LiveBlocklist.TOPICS);
  }

  /** Without a blocklist job: every stream is read, if only for its dead letters. */
  public static DetectionInputs alone(RuleSet rules, DreyConfiguration configuration) {
    return new DetectionInputs(rules, configuration, List.of());
  }

  private static Set<String> topics(Collection<StreamDefinition<?>> streams) {
    return streams.stream().map(StreamDefinition::topic).collect(Collectors.toSet());
  }

  /** Those that have their operators in the job: all that may be read. */
  public List<StreamDefinition<?>> streams() {
    return streams;
  }

  /** Returns whether the job reads a stream. */
  public boolean reads(StreamDefinition<?> stream) {
    return read.contains(stream.topic());
  }

  /** Finds the records of a stream that no rule wants. */
  public <T extends SpecificRecordBase> UnwantedRecords.Source<T> unwanted(
      StreamDefinition<T> stream) {
    return UnwantedRecords.of(stream, rules, configuration);
  }

  /** Returns whether a stream drives the clock; one that is not read does not. */
  public boolean drivesClock(StreamDefinition<?> stream) {
    return driving.contains(stream.topic());
  }

  /** Returns whether the job makes dead letters of the records of a stream that cannot be read. */
  public boolean reports(StreamDefinition<?> stream) {
    return reported.contains(stream.topic());
  }
}
