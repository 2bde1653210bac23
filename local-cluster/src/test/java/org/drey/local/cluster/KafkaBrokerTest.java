package org.drey.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.drey.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KafkaBrokerTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void startsAndStopsTwiceAndLeavesNothingRunning() throws Exception {
    Set<Thread> before = Threads.now();
    for (String name : new String[] {"first", "second"}) {
      try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve(name)))) {
        broker.createTopics(2);
        try (Admin admin = Admin.create(broker.client())) {
          assertEquals(new HashSet<>(Topics.ALL), admin.listTopics().names().get());
        }
      }
    }
    Threads.assertNoneSince(before);
  }
}
