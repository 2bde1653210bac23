package org.drey.cli.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.drey.cli.blocklist.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./drey topics check}: what differs from the plan, and why that matters. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says what differs on the brokers from what is needed, and why it matters.",
    footer = {
      "",
      "Changes nothing. ./drey topics apply puts it right.",
      "",
      "Exit status: 0 all will do, 1 failed, 2 used wrongly, 3 something differs.",
      "",
      "Example:",
      "  ./drey topics check --bootstrap kafka:9092 --config config.yaml --acl"
    })
final class TopicsCheckCommand implements Callable<Integer> {
  static final int DIFFERENT = 3;

  @Mixin private TopicsOptions options = new TopicsOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TopicPlan topics = options.topics();
    List<RoleAccess> access = options.access();
    return options.with(admin -> check(admin, topics, access));
  }

  private int check(Admin admin, TopicPlan topics, List<RoleAccess> access)
      throws IOException, InterruptedException {
    List<TopicDifference> differences = topics.check(admin);
    List<RoleAccess> missing = AccessPlan.missing(admin, access);
    PrintWriter out = spec.commandLine().getOut();
    if (options.isJson()) {
      differences.forEach(one -> out.println(JsonOutput.of(one)));
      missing.forEach(one -> out.println(JsonOutput.of(PlanJson.of(one))));
    } else {
      PlanText.differences(differences).forEach(out::println);
      if (!missing.isEmpty()) {
        out.println("missing: " + PlanText.rightsOf(missing) + ", without which these fail:");
        PlanText.access(missing).forEach(out::println);
      }
      if (differences.isEmpty() && missing.isEmpty()) {
        out.println(topics.topics().size() + " topics will do.");
      }
    }
    out.flush();
    return differences.isEmpty() && missing.isEmpty() ? 0 : DIFFERENT;
  }
}
