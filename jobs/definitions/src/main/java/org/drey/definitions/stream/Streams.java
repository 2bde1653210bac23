package org.drey.definitions.stream;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.definitions.config.Configuration;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.RuleSetCompiler;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;

/** Every stream that rules can read. */
public final class Streams {
  private Streams() {}

  /** The definitions, in the order of the design. */
  public static List<StreamDefinition<?>> all() {
    return List.of(
        DnsQueries.definition(),
        WebRequests.definition(),
        Payments.definition(),
        LivestreamSessions.definition(),
        ExternalSignals.definition(),
        BlocklistHits.definition());
  }

  /** Those among the streams of a job that drive its clock; all of them where none usually does. */
  public static List<StreamDefinition<?>> driving(List<StreamDefinition<?>> read) {
    List<StreamDefinition<?>> driving =
        read.stream().filter(StreamDefinition::drivesClock).toList();
    return driving.isEmpty() ? read : driving;
  }

  /** The definition of a topic. */
  public static StreamDefinition<?> of(String topic) {
    return all().stream()
        .filter(stream -> stream.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream on topic " + topic));
  }

  /** What rules see of each, by topic. */
  public static Map<String, StreamSchema> schemas() {
    return all().stream()
        .map(StreamDefinition::schema)
        .collect(Collectors.toMap(StreamSchema::topic, Function.identity()));
  }

  /** Compiles rules against the streams as a configuration sets them. */
  public static RuleSet compile(List<RuleFile> files, Configuration configuration) {
    return RuleSetCompiler.compile(
        files,
        configuration.apply(schemas().values()),
        configuration.referenceSets(),
        configuration.families(),
        configuration.time().outageAllowance());
  }
}
