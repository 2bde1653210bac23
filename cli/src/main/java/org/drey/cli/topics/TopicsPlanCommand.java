package org.drey.cli.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey topics plan}: what is needed, without a broker. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Prints the topics that are needed, with their settings. Needs no broker.",
    footer = {
      "",
      "--strimzi prints resources for Strimzi's operators, kafka.strimzi.io/v1. A user",
      "of --user ROLE=CN=NAME has a certificate, others SCRAM-SHA-512.",
      "",
      "Exit status: 0 printed, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey topics plan --config config.yaml --acl",
      "  ./drey topics plan --partitions 24 --json",
      "  ./drey topics plan --config config.yaml --acl --strimzi --cluster kafka \\",
      "      --user detection-job=CN=detection"
    })
final class TopicsPlanCommand implements Callable<Integer> {
  @Mixin private TopicsOptions options = new TopicsOptions();

  @Option(names = "--strimzi", description = "Prints KafkaTopic and KafkaUser resources.")
  private boolean strimzi;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "With --strimzi: the name of the Kafka resource (default: ${DEFAULT-VALUE}).")
  private String cluster = "drey";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (strimzi && options.isJson()) {
      throw WrongUse.of(spec, "--strimzi, --json: one of them");
    }
    TopicPlan topics = options.topics();
    List<RoleAccess> access = options.access();
    PrintWriter out = spec.commandLine().getOut();
    if (strimzi) {
      out.print(new StrimziManifests(cluster).of(topics, access));
    } else if (options.isJson()) {
      topics.topics().forEach(topic -> out.println(JsonOutput.of(PlanJson.of(topic))));
      access.forEach(role -> out.println(JsonOutput.of(PlanJson.of(role))));
    } else {
      PlanText.topics(topics).forEach(out::println);
      if (!access.isEmpty()) {
        out.println();
        PlanText.access(access).forEach(out::println);
      }
    }
    out.flush();
    return 0;
  }
}
