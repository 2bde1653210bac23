package org.drey.cli.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;

/** {@code ./drey topics} where it needs no broker. */
final class TopicsCommandTest {
  private static CommandRun topics(String... arguments) {
    return CommandRun.of(TopicsCommand.line(), arguments);
  }

  @Test
  void aPlanIsATable() {
    CommandRun run = topics("apply", "--print", "--topic-prefix", "isp-", "--acl");
    run.assertSays(0, "isp-alerts");
    assertTrue(run.out().contains("detection-job: User:drey-detection-job"), run.out());
    assertTrue(run.out().contains("  Read group drey-detection*"), run.out());
    assertTrue(run.out().contains("  Write transactionalId isp-drey-detection-*"), run.out());
    assertTrue(run.out().contains("cleanup.policy delete, else records without a key get lost"));
  }

  @Test
  void aPlanIsJson() throws Exception {
    CommandRun run = topics("apply", "--print", "--json", "--acl", "--partitions", "12");
    run.assertSays(0, "");
    List<String> lines = run.out().lines().toList();
    JsonNode queries = new ObjectMapper().readTree(lines.get(0));
    assertEquals("dns-queries", queries.get("topic").textValue());
    assertEquals(12, queries.get("partitions").intValue());
    assertEquals("cleanup.policy", queries.at("/settings/0/name").textValue());
    assertEquals("delete", queries.at("/settings/0/value").textValue());
    JsonNode operator = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertEquals("User:drey-operator", operator.get("user").textValue());
    assertEquals("READ", operator.at("/rights/0/operation").textValue());
  }

  @Test
  void wrongUseIsSaid() {
    topics("apply", "--print", "--partitions", "0").assertSays(2, "--partitions: from 1");
    topics("apply", "--print", "--user", "analysts=a").assertSays(2, "only with --acl");
    topics("apply", "--print", "--acl", "--user", "analyst=a").assertSays(2, "did you mean");
    topics("apply", "--print", "--json", "--strimzi").assertSays(2, "--strimzi: only with --print");
    topics("apply", "--strimzi").assertSays(2, "--strimzi: only with --print");
    topics("apply", "--print", "--dry-run").assertSays(2, "one of them");
    topics("check").assertSays(2, "which brokers");
  }
}
