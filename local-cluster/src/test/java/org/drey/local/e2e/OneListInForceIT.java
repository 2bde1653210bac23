package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.EntryApprovals;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListAge;
import org.drey.blocklist.publish.ListStore;
import org.drey.edge.icap.FollowedLists;
import org.drey.edge.rpz.FeedFiles;
import org.drey.edge.rpz.GuardFiles;
import org.drey.edge.rpz.PolicyAnswer;
import org.drey.edge.rpz.PublishedLists;
import org.drey.edge.rpz.ShrinkLimit;
import org.drey.edge.rpz.ZoneFile;
import org.drey.edge.rpz.ZoneSettings;
import org.drey.edge.rpz.ZoneSync;
import org.drey.fixtures.CommandRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.SamePort;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.ListsInForce;
import org.drey.streaming.lists.SharedLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs, ICAP and a zone hold the same version of a list, with a real broker and a real folder: also
 * after one of the two was away while a version was published, and what holds meanwhile.
 */
@Timeout(180)
final class OneListInForceIT {
  private static final String FIRST = "one.example";
  private static final String SECOND = "two.example";

  @TempDir Path folder;
  private final Properties samePort = SamePort.settings();
  private KafkaBroker broker;
  private ListStore store;
  private ListsInForce jobs;
  private FollowedLists icap;
  private ZoneSync zone;
  private Thread keeping;

  /** A broker, and the first list in force for all who ask. */
  @BeforeEach
  void publishTheFirst() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"), samePort);
    broker.createTopics(1);
    assertEquals(0, CommandRuns.blocklist("key", "--output", path("key")).status());
    store = new ListStore(folder.resolve("lists"), KeyFile.read(folder.resolve("key")));
    compile(FIRST + "\n");
    assertEquals(0, publish("lists").status());
    start();
    awaitAll(FIRST);
  }

  private void start() throws Exception {
    jobs =
        SharedLists.acquire(
            ListSettings.announced(folder.resolve("lists"), broker.client(), "")
                .withKey(folder.resolve("key")));
    icap = new FollowedLists(new LiveLists(store, List.of()), ListAge.USUAL_MAX, Clock.systemUTC());
    icap.start();
    ZoneSettings settings =
        new ZoneSettings(ZoneSettings.origin("rpz.test"), new PolicyAnswer.NoSuchName(), 5);
    ZoneFile file =
        new ZoneFile(folder.resolve("zone"), settings, ShrinkLimit.DEFAULT, Clock.systemUTC());
    FeedFiles names =
        new FeedFiles(
            List.of(new FeedFile(folder.resolve("feed.txt"), FeedReaders.plain())),
            new ShippedGuards(),
            new PublishedLists(store),
            Clock.systemUTC());
    zone =
        new ZoneSync(
            names,
            ListPolicy.CHILD_PROTECTION_LIST,
            List.of(new ZoneSync.Zone(file, settings, false)),
            Clock.systemUTC());
    keeping = new Thread(this::keep, "zone keeper");
    keeping.start();
  }

  private void keep() {
    try {
      zone.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() throws Exception {
    zone.close();
    keeping.join();
    icap.close();
    jobs.close();
    broker.close();
  }

  @Test
  void whileTheBrokerIsAwayTheFolderSaysWhatHolds() throws Exception {
    broker.close();
    compile(FIRST + "\n" + SECOND + "\n");
    CommandRun away = publish("lists");
    assertEquals(1, away.status());
    assertTrue(away.err().contains("run this again"), away.err());
    awaitAll(SECOND); // in between: all hold what the folder has
    assertEquals(0, jobs.behind());
    assertEquals(2, sequence(jobs.lists()));

    broker = KafkaBroker.start(folder.resolve("kafka"), samePort);
    CommandRun again = publish("lists");
    assertEquals(0, again.status(), again.err());
    ConditionWait.until("jobs hold the announcement", () -> sequence(jobs.lists()) == 3);
    ConditionWait.until("ICAP holds the announcement", () -> sequence(lists(icap)) == 3);
    awaitAll(SECOND);
    assertEquals(version(jobs.lists()), version(lists(icap)));

    Files.move(folder.resolve("lists/kids/manifests"), folder.resolve("hidden"));
    jobs.close();
    jobs =
        SharedLists.acquire(
            ListSettings.announced(folder.resolve("lists"), broker.client(), "")
                .withKey(folder.resolve("key")));
    assertEquals(3, sequence(jobs.lists()), "the topic has it as well");
  }

  @Test
  void aJobThatStartsWithoutTheFolderWaitsForIt() throws Exception {
    jobs.close();
    Path away = Files.move(folder.resolve("lists"), folder.resolve("away"));
    ListSettings settings =
        ListSettings.announced(folder.resolve("lists"), broker.client(), "")
            .withKey(folder.resolve("key"));
    Files.createDirectory(folder.resolve("lists")); // as a share that is not mounted
    for (int start = 0; start < 2; start++) {
      IOException refused =
          assertThrows(IOException.class, () -> SharedLists.acquire(settings).close());
      assertTrue(refused.getMessage().contains("of 1 announced lists"), refused.getMessage());
    }
    Files.delete(folder.resolve("lists"));
    Files.move(away, folder.resolve("lists"));
    jobs = SharedLists.acquire(settings);
    assertEquals(1, sequence(jobs.lists()));
  }

  @Test
  void whileTheFolderIsAwayTheLastVersionHolds() throws Exception {
    Path away = Files.move(folder.resolve("lists"), folder.resolve("away"));
    compile(FIRST + "\n" + SECOND + "\n");
    CommandRun published = publish(String.valueOf(away.getFileName())); // where the share really is
    assertEquals(0, published.status(), published.err());
    ConditionWait.until("the jobs have the announcement", () -> jobs.behind() == 1);
    ConditionWait.until("ICAP misses the folder", () -> icap.problem() != null);
    for (ListMatcher one : List.of(jobs.lists(), lists(icap))) { // in between: all hold the first
      assertNotNull(one.matchName(FIRST));
      assertEquals(null, one.matchName(SECOND));
    }
    assertTrue(inZone(FIRST));
    assertFalse(inZone(SECOND));

    Files.move(away, folder.resolve("lists"));
    awaitAll(SECOND);
    ConditionWait.until("nothing is wrong any more", () -> icap.problem() == null);
    assertEquals(0, jobs.behind());
    assertEquals(version(jobs.lists()), version(lists(icap)));
    assertEquals(2, sequence(jobs.lists()));
    assertEquals(2, sequence(lists(icap)));
  }

  private void awaitAll(String name) throws Exception {
    ConditionWait.until("jobs list " + name, () -> jobs.lists().matchName(name) != null);
    ConditionWait.until(
        "ICAP lists " + name, () -> icap.lists() != null && lists(icap).matchName(name) != null);
    ConditionWait.until("the zone lists " + name, () -> inZone(name));
  }

  private static ListSet lists(FollowedLists of) {
    ListSet lists = of.lists();
    return lists == null ? ListSet.EMPTY : lists;
  }

  private static long sequence(ListSet lists) {
    return lists.lists().get(0).sequence();
  }

  private static String version(ListSet lists) {
    return lists.lists().get(0).version().version();
  }

  private boolean inZone(String name) throws IOException {
    Path file = folder.resolve("zone");
    return Files.exists(file)
        && Files.readString(file).lines().anyMatch(line -> line.startsWith(name));
  }

  private void compile(String feed) throws IOException {
    Path next = Files.writeString(folder.resolve("next.txt"), feed);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    Files.move(
        next,
        folder.resolve("feed.txt"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    CommandRun ran =
        CommandRuns.blocklist(
            "compile", path("feed.txt"), "--key-file", path("key"), "--output", path("kids.list"));
    assertEquals(0, ran.status(), ran.err());
  }

  private CommandRun publish(String lists) throws IOException {
    String client =
        "bootstrap.servers="
            + broker.bootstrap()
            + "\nmax.block.ms=5000\nrequest.timeout.ms=5000\ndelivery.timeout.ms=5000\n";
    Path properties = Files.writeString(folder.resolve("client.properties"), client);
    return CommandRuns.blocklist(
        "publish",
        path("kids.list"),
        "--lists",
        path(lists),
        "--key-file",
        path("key"),
        "--kafka",
        properties.toString());
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static final class ShippedGuards implements GuardFiles {
    @Override
    public List<Path> files() {
      return List.of();
    }

    @Override
    public EntryGuards read() {
      return new EntryGuards(EntryGuard.shipped(), new EntryApprovals(Set.of()), null);
    }
  }
}
