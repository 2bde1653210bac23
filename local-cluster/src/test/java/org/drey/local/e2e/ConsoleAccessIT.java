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
import org.drey.console.index.Indexer;
import org.drey.console.index.Source;
import org.drey.console.index.TopicSource;
import org.drey.console.store.Database;
import org.drey.event.Topics;
import org.drey.local.cluster.Await;
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

  private static Source.Age age(Source source, String topic) throws Exception {
    return source.ages().stream().filter(one -> one.what().equals(topic)).findFirst().orElseThrow();
  }

  @Test
  void whatMayNotBeReadIsSaid(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker =
            KafkaBroker.start(folder.resolve("kafka"), GuardedBroker.settings("analyst"));
        Database database = Database.open(folder.resolve("console.db"))) {
      broker.createTopics(2);
      GuardedBroker.allow(
          broker,
          List.of(
              may(AclOperation.READ, Topics.ALERTS),
              may(AclOperation.READ, Topics.CASES),
              may(AclOperation.WRITE, Topics.VERDICTS),
              may(AclOperation.DESCRIBE, Topics.PAYMENTS)));
      Properties client = GuardedBroker.client(broker, "analyst");
      TopicSource source = new TopicSource(client, "", warning -> {});
      try (Indexer indexer = new Indexer(database, source)) {
        indexer.start();
        Await.until("verdicts may not be read", () -> indexer.health().isAway());
        assertTrue(indexer.health().why().contains("topics verdicts"), indexer.health().why());

        GuardedBroker.allow(broker, List.of(may(AclOperation.READ, Topics.VERDICTS)));
        Await.until("all is read", () -> indexer.health().isRead() && !indexer.health().isAway());
        assertTrue(indexer.health().lacks().contains("no topic dead-letters"));
        assertTrue(indexer.health().lacks().contains("no topic erasures"));
      }
      assertEquals(Source.Age.Kind.RECORD, age(source, Topics.PAYMENTS).kind());
      assertEquals(Source.Age.Kind.ABSENT, age(source, Topics.DNS_QUERIES).kind());
    }
  }

  @Test
  void aMistypedPrefixIsSaid(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        Database database = Database.open(folder.resolve("console.db"))) {
      broker.createTopics(2);
      TopicSource source = new TopicSource(broker.client(), "x-", warning -> {});
      try (Indexer indexer = new Indexer(database, source)) {
        indexer.start();
        Await.until("there is no topic of this name", () -> indexer.health().isAway());
        assertTrue(indexer.health().why().contains("x-alerts, x-verdicts, x-cases"));
      }
      assertEquals(Source.Age.Kind.ABSENT, age(source, "x-payments").kind());
    }
  }
}
