package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.drey.base.OwnerOnly;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.fixtures.CommandRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.drey.topics.TopicWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey alerts} of one who may do little: what is denied is said, the rest is done. */
final class AnalystAccessIT {
  private static AclBinding may(AclOperation operation, String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:analyst", "*", operation, AclPermissionType.ALLOW));
  }

  private static Alert alert() throws Exception {
    Alert alert = Samples.of(TopicNames.ALERTS, Alert.class);
    alert.setAlertId(
        AlertIds.of(AlertTrack.PAYER, new EntityKey("default", 1, "SUBJECT", alert.getEntity())));
    return alert;
  }

  @Test
  @Timeout(120)
  void whatIsDeniedIsSaidAndTheRestIsDone(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker =
            KafkaBroker.start(folder.resolve("kafka"), GuardedBroker.settings("analyst"));
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      GuardedBroker.allow(broker, List.of(may(AclOperation.WRITE, TopicNames.VERDICTS)));
      String client = client(broker, folder);
      String id = alert().getAlertId();
      new TopicWriter<>(broker.client(), TopicNames.ALERTS, Alert.class).send(id, alert());

      CommandRuns.alerts("list", "--kafka", client).assertSays(1, "There is no topic alerts");
      GuardedBroker.allow(broker, List.of(may(AclOperation.READ, TopicNames.ALERTS)));
      CommandRun decided =
          CommandRuns.alerts(
              "decide",
              id,
              "UNFOUNDED",
              "NO_PATTERN",
              "--analyst",
              "a17",
              "--yes",
              "--kafka",
              client);
      decided.assertSays(0, "Sent to the topic verdicts");
      assertEquals(1, topics.committed(TopicNames.VERDICTS, Verdict.class).size());

      CommandRun shown = CommandRuns.alerts("show", id, "--kafka", client);
      shown.assertSays(0, "Alert " + id);
      assertTrue(shown.err().contains("not shown: verdicts."), shown.err());

      Path output = folder.resolve("tailed");
      CommandRun tailed =
          CommandRuns.alerts("tail", "--kafka", client, "--output", output.toString());
      tailed.assertSays(0, "not written: verdicts");
      assertEquals(1, Files.readAllLines(output.resolve("alerts.jsonl")).size());
      assertFalse(Files.exists(output.resolve("verdicts.jsonl")));
    }
  }

  private static String client(KafkaBroker broker, Path folder) throws Exception {
    Properties client = GuardedBroker.client(broker, "analyst");
    Path file = folder.resolve("client.properties");
    try (OutputStream out = OwnerOnly.create(file)) {
      client.store(out, null);
    }
    return file.toString();
  }
}
