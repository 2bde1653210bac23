package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.drey.console.index.AlertIndexer;
import org.drey.console.index.IndexSource;
import org.drey.console.index.TopicSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics that are missing, or may not be read, are not taken for quiet by the console. */
@Timeout(120)
final class ConsoleAccessIT {
  private static AclBinding may(AclOperation operation, String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:analyst", "*", operation, AclPermissionType.ALLOW));
  }

  private static IndexSource.Age age(IndexSource source, String topic) throws Exception {
    return source.ages().stream().filter(one -> one.what().equals(topic)).findFirst().orElseThrow();
  }

  @Test
  void whatMayNotBeReadIsSaid(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker =
            KafkaBroker.start(folder.resolve("kafka"), GuardedBroker.settings("analyst"));
        ConsoleDatabase database = ConsoleDatabase.open(folder.resolve("console.db"))) {
      broker.createTopics(2);
      GuardedBroker.allow(
          broker,
          List.of(
              may(AclOperation.READ, TopicNames.ALERTS),
              may(AclOperation.READ, TopicNames.CASES),
              may(AclOperation.WRITE, TopicNames.VERDICTS),
              may(AclOperation.DESCRIBE, TopicNames.PAYMENTS)));
      Properties client = GuardedBroker.client(broker, "analyst");
      TopicSource source = new TopicSource(client, "", warning -> {});
      try (AlertIndexer indexer = new AlertIndexer(database, source)) {
        indexer.start();
        ConditionWait.until("verdicts may not be read", () -> indexer.health().isAway());
        assertTrue(indexer.health().why().contains("topics verdicts"), indexer.health().why());

        GuardedBroker.allow(broker, List.of(may(AclOperation.READ, TopicNames.VERDICTS)));
        ConditionWait.until(
            "all is read", () -> indexer.health().isRead() && !indexer.health().isAway());
        assertTrue(indexer.health().lacks().contains("no topic dead-letters"));
        assertTrue(indexer.health().lacks().contains("no topic erasures"));
      }
      assertEquals(IndexSource.Age.Kind.RECORD, age(source, TopicNames.PAYMENTS).kind());
      assertEquals(IndexSource.Age.Kind.ABSENT, age(source, TopicNames.DNS_QUERIES).kind());
    }
  }

  @Test
  void aMistypedPrefixIsSaid(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        ConsoleDatabase database = ConsoleDatabase.open(folder.resolve("console.db"))) {
      broker.createTopics(2);
      TopicSource source = new TopicSource(broker.client(), "x-", warning -> {});
      try (AlertIndexer indexer = new AlertIndexer(database, source)) {
        indexer.start();
        ConditionWait.until("there is no topic of this name", () -> indexer.health().isAway());
        assertTrue(indexer.health().why().contains("x-alerts, x-verdicts, x-cases"));
      }
      assertEquals(IndexSource.Age.Kind.ABSENT, age(source, "x-payments").kind());
    }
  }
}
