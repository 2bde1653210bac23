package org.drey.cli.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.topics.TopicDifference.Remedy;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey topics apply}: makes brokers have what is planned. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Creates the topics that are missing, and alters settings that differ.",
    footer = {
      "",
      "Removes nothing: no topic, no partition, no right, no record. It names as \"by",
      "hand\" what it leaves to you: another replication, partitions of a compacted",
      "topic, settings by which brokers delete records that they keep now.",
      "",
      "--print says what is planned, needs no broker and changes nothing. With",
      "--strimzi it prints resources for Strimzi's operators, kafka.strimzi.io/v1: a",
      "user of --user ROLE=CN=NAME has a certificate, others SCRAM-SHA-512.",
      "",
      "Exit status: 0 all is as planned, or printed; 1 failed, 2 used wrongly, 3",
      "something is left to be done by hand; with --dry-run 3 something differs.",
      "",
      "Examples:",
      "  ./drey topics apply --print --config config.yaml --acl",
      "  ./drey topics apply --print --config config.yaml --acl --strimzi \\",
      "      --cluster kafka --user detection-job=CN=detection",
      "  ./drey topics apply --bootstrap kafka:9092 --config config.yaml --dry-run",
      "  ./drey topics apply --kafka admin.properties --config config.yaml --acl \\",
      "      --partitions 24"
    })
final class TopicsApplyCommand implements Callable<Integer> {
  @Mixin private TopicsOptions options = new TopicsOptions();

  @Option(names = "--dry-run", description = "Says what it would do, and does nothing.")
  private boolean dryRun;

  @Option(
      names = "--print",
      description = "Prints the topics that are needed, with their settings, and ends.")
  private boolean print;

  @Option(names = "--strimzi", description = "With --print: as KafkaTopic and KafkaUser resources.")
  private boolean strimzi;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "With --strimzi: the name of the Kafka resource (default: ${DEFAULT-VALUE}).")
  private String cluster = "drey";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (print && dryRun) {
      throw WrongUse.of(spec, "--print, --dry-run: one of them");
    }
    if (strimzi && (!print || options.isJson())) {
      throw WrongUse.of(spec, "--strimzi: only with --print, and without --json");
    }
    TopicPlan topics = options.topics();
    List<RoleAccess> access = options.access();
    if (print) {
      print(topics, access);
      return 0;
    }
    return options.with(admin -> apply(admin, topics, access));
  }

  private void print(TopicPlan topics, List<RoleAccess> access) {
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
  }

  private int apply(Admin admin, TopicPlan topics, List<RoleAccess> access)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<TopicDifference> differences = dryRun ? topics.check(admin) : topics.apply(admin);
    for (TopicDifference one : differences) {
      String did = one.remedy() == Remedy.BY_HAND || !dryRun ? "" : "would ";
      out.println(options.isJson() ? JsonOutput.of(one) : did + PlanText.remedy(one));
    }
    out.flush(); // what was done is said, also if what follows fails
    List<RoleAccess> missing = AccessPlan.missing(admin, access);
    if (!dryRun && !missing.isEmpty()) {
      AccessPlan.allow(admin, missing);
    }
    if (options.isJson()) {
      missing.forEach(one -> out.println(JsonOutput.of(PlanJson.of(one))));
    } else {
      say(out, differences, missing);
    }
    out.flush();
    boolean isLeft = differences.stream().anyMatch(one -> one.remedy() == Remedy.BY_HAND);
    boolean differs = !differences.isEmpty() || !missing.isEmpty();
    return isLeft || (dryRun && differs) ? TopicsCheckCommand.DIFFERENT : 0;
  }

  private void say(PrintWriter out, List<TopicDifference> differences, List<RoleAccess> missing) {
    if (!missing.isEmpty()) {
      out.println((dryRun ? "would allow " : "allowed ") + PlanText.rightsOf(missing) + ":");
      PlanText.access(missing).forEach(out::println);
    }
    if (differences.isEmpty() && missing.isEmpty()) {
      out.println("All is as planned.");
    }
  }
}
