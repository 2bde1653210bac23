package org.drey.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * The one broker of this process of tests, for those that give it no settings and never end it. A
 * test has it to itself, and leaves it without topics, consumer groups and open transactions.
 * Transactional ids stay behind, so a test that asks for those has its own broker.
 */
public final class SharedBroker implements AutoCloseable {
  private static final Set<TransactionState> ONGOING = Set.of(TransactionState.ONGOING);

  private final KafkaBroker broker = Started.BROKER;

  private SharedBroker() {}

  /** Started by the first test that needs it. */
  private static final class Started {
    static final KafkaBroker BROKER = start();

    private static KafkaBroker start() {
      try {
        Path folder = Files.createTempDirectory("drey-broker");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return KafkaBroker.start(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (var all = Files.walk(folder)) {
        all.sorted((one, other) -> other.compareTo(one)).forEach(path -> path.toFile().delete());
      } catch (IOException | UncheckedIOException e) {
        // The broker goes on writing until the process ends; the rest is in the temporary folder.
      }
    }
  }

  /** Returns the broker, which has no topics; close it when all that uses it is closed. */
  public static SharedBroker open() {
    return new SharedBroker();
  }

  /** Returns where clients find the broker. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Returns the properties of a client. */
  public Properties client() {
    return broker.client();
  }

  /** Creates Drey's topics, as {@link KafkaBroker#createTopics}. */
  public void createTopics(int partitions) throws Exception {
    broker.createTopics(partitions);
  }

  /** Creates Drey's topics for a world of the past. */
  public void createTopicsOfThePast(int partitions) throws Exception {
    broker.createTopicsOfThePast(partitions);
  }

  /** Creates topics; returns when each partition has its leader. */
  public void create(Collection<NewTopic> topics) throws Exception {
    broker.create(topics);
  }

  @Override
  public void close() {
    try {
      clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the broker keeps what this test left", e);
    }
  }

  private void clear() throws Exception {
    try (Admin admin = Admin.create(client())) {
      List<String> open =
          admin
              .listTransactions(new ListTransactionsOptions().filterStates(ONGOING))
              .all()
              .get()
              .stream()
              .map(TransactionListing::transactionalId)
              .toList();
      admin.fenceProducers(open).all().get(); // else its end is marked on the next test's topics
      Set<String> topics = admin.listTopics().names().get();
      admin.deleteTopics(topics).all().get();
      // The controller has deleted them a moment before the broker has.
      ConditionWait.until("no topics", () -> admin.listTopics().names().get().isEmpty());
      List<String> groups =
          admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
      admin.deleteConsumerGroups(groups).all().get();
    }
  }
}
