package org.drey.cli.topics;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of {@code ./drey topics}: which brokers, and what is planned for them. */
final class TopicsOptions {
  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_REPLICAS = 9;

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private RuleSelection selection = new RuleSelection();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "How many partitions a topic has at least, but those of which one is enough"
              + " (default: ${DEFAULT-VALUE}).")
  private int partitions = 6;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "How many brokers have each record (default: ${DEFAULT-VALUE}).")
  private int replication = 3;

  @Option(names = "--acl", description = "Users and their rights, too.")
  private boolean withAccess;

  @Option(
      names = "--user",
      paramLabel = "ROLE=NAME",
      description =
          "With --acl: the user that a role is, such as detection-job=flink-1. May be repeated.")
  private Map<String, String> users = new LinkedHashMap<>();

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  /** The command that has these options. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  boolean isJson() {
    return json;
  }

  /** The topics as they are to be. */
  TopicPlan topics() throws IOException {
    checkWithin("--partitions", partitions, MOST_PARTITIONS);
    checkWithin("--replication", replication, MOST_REPLICAS);
    return TopicPlan.of(selection.configuration(), kafka.prefix(), partitions, replication);
  }

  private void checkWithin(String option, int given, int most) {
    if (given < 1 || given > most) {
      throw WrongUse.of(spec, option + ": from 1 to " + most);
    }
  }

  /** The rights of users; none without {@code --acl}. */
  List<RoleAccess> access() throws IOException {
    if (!withAccess) {
      if (!users.isEmpty()) {
        throw WrongUse.of(spec, "--user: only with --acl, whose users it names");
      }
      return List.of();
    }
    DreyConfiguration configuration = selection.configuration();
    Set<String> roles = AccessPlan.roles(configuration);
    for (String role : users.keySet()) {
      if (!roles.contains(role)) {
        throw WrongUse.of(
            spec,
            "--user: there is no role '%s'%s; there are %s"
                .formatted(
                    role, NameSuggestions.didYouMean(role, roles), String.join(", ", roles)));
      }
    }
    return AccessPlan.of(configuration, kafka.prefix(), readByRules(), users);
  }

  private Set<String> readByRules() throws IOException {
    RuleSet rules = selection.compile();
    return TopicNames.INPUTS.stream().filter(rules::reads).collect(Collectors.toSet());
  }

  /** Does something with the brokers; what fails says which brokers these are. */
  <T> T with(AdminSession.AdminTask<T> task) throws IOException, InterruptedException {
    return AdminSession.run(AdminSession.client(kafka, spec), task);
  }
}
