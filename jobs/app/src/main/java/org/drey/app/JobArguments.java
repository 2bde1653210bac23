package org.drey.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.util.ParameterTool;
import org.drey.base.NameSuggestions;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.source.StartOffsets;
import org.drey.topics.ClientProperties;

/** The arguments of both jobs. */
final class JobArguments {
  private static final Set<String> OF_BOTH =
      Set.of("bootstrap", "kafka", "config", "topic-prefix", "start");

  private static final String USAGE =
      """
      --bootstrap HOST:PORT    the Kafka brokers, or --kafka FILE with client properties
      --config FILE            the configuration; declares a legal basis for every stream
      --topic-prefix PREFIX    what the names of all topics begin with
      --start WHERE            earliest, latest or a time: where to begin without state
      """;

  private JobArguments() {}

  /**
   * The arguments of a job; one that it does not know is refused.
   *
   * @param own those that only this job has
   */
  static ParameterTool of(String[] arguments, Set<String> own) {
    ParameterTool given = ParameterTool.fromArgs(arguments);
    Set<String> known = new TreeSet<>(own);
    known.addAll(OF_BOTH);
    for (String name : given.toMap().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidConfigurationException(
            "There is no argument --"
                + name
                + NameSuggestions.didYouMean(name, known)
                + "; there are --"
                + String.join(", --", known));
      }
    }
    return given;
  }

  /**
   * Returns what both jobs are started with.
   *
   * @param usageOfJob lines on the arguments that only this job has
   */
  static JobSettings settings(ParameterTool arguments, String usageOfJob) throws IOException {
    Properties kafka =
        arguments.has("kafka")
            ? ClientProperties.read(Path.of(arguments.get("kafka")))
            : new Properties();
    if (arguments.has("bootstrap")) {
      kafka.setProperty("bootstrap.servers", arguments.get("bootstrap"));
    }
    if (!kafka.containsKey("bootstrap.servers") || !arguments.has("config")) {
      throw new InvalidConfigurationException(
          "The job needs --bootstrap or --kafka, and --config:\n" + USAGE + usageOfJob);
    }
    return new JobSettings(
        DreyConfiguration.read(Path.of(arguments.getRequired("config"))),
        kafka,
        arguments.get("topic-prefix", ""),
        arguments.has("start") ? StartOffsets.of(arguments.get("start")) : null,
        arguments.get("deployment", ""));
  }
}
