package org.drey.local.e2e;

import static org.drey.local.e2e.ListWorld.listed;
import static org.drey.local.e2e.ListWorld.parental;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.event.Action;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.Policy;
import org.drey.event.Stage;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists from their announcement on a real broker to the signals of a real job. Nothing waits for
 * time: that a name is not listed is known once the next query of its partition has a hit.
 */
@Timeout(240)
final class ListsEndToEndIT {
  private static SharedBroker kafka;
  private static FlinkCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = SharedBroker.open();
    cluster = FlinkCluster.start(2, 0);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    kafka.close();
  }

  private ListWorld world(TestInfo test) throws Exception {
    return new ListWorld(kafka, cluster, test.getTestMethod().orElseThrow().getName(), folder);
  }

  @Test
  void aListIsInForceOnAllMachinesAndSoAreTheNextAndARollback(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      world.start();
      PublishedManifest first = world.publish("hotline", listed("one.example"));
      world.announce(first);
      // Nothing is listed before; so the first hit shows that it is in force.
      List<String> asked = new ArrayList<>();
      ConditionWait.until(
          "the first hit",
          () -> {
            asked.add(world.ask(0, "one.example", null));
            return asked.stream().anyMatch(world::hasHit);
          });
      BlocklistHit other = world.hit(world.ask(1, "www.one.example", null));
      assertEquals(first.list().version(), other.getListVersion()); // all subtasks share it

      PublishedManifest second =
          world.publish("hotline", listed("one.example"), listed("two.example"));
      world.announce(second);
      world.awaitInForce(second, "one.example");
      assertEquals(Decision.SPLASH, world.hit(world.ask(1, "two.example", null)).getDecision());

      world.announce(world.store().rollback("hotline", null, Instant.now()));
      world.awaitInForce(first, "one.example");
      String two = world.ask(0, "two.example", null);
      world.hit(world.ask(0, "one.example", null));
      assertFalse(world.hasHit(two));
    }
  }

  @Test
  void whatWasAnnouncedIsReadBeforeTheFirstEventAlsoAfterARestart(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      PublishedManifest first = world.publish("hotline", listed("one.example"));
      world.announce(first);
      String before = world.ask(0, "one.example", null);
      world.start();
      assertEquals(first.list().version(), world.hit(before).getListVersion());
      world.stop();

      PublishedManifest second = world.publish("hotline", listed("two.example"));
      world.announce(second);
      String meanwhile = world.ask(0, "two.example", null);
      world.start();
      assertEquals(second.list().version(), world.hit(meanwhile).getListVersion());
    }
  }

  @Test
  void aDamagedOrMissingFileKeepsTheLastGoodVersionUntilItIsThere(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      PublishedManifest first = world.publish("hotline", listed("one.example"));
      world.announce(first);
      world.start();
      world.awaitInForce(first, "one.example");

      PublishedManifest second =
          world.publish("hotline", listed("one.example"), listed("two.example"));
      byte[] good = Files.readAllBytes(world.file(second));
      byte[] bad = good.clone();
      bad[bad.length - 1] ^= 1;
      Files.write(world.file(second), bad);
      world.announce(second);
      // The other list comes after it on the topic, so it has been tried by then.
      PublishedManifest other = world.publish("other", listed("other.example"));
      world.announce(other);
      awaitListed(world, "other.example");
      assertStillInForce(world, first);

      Files.write(world.file(second), good);
      world.awaitInForce(second, "one.example");

      PublishedManifest third =
          world.publish("hotline", listed("one.example"), listed("three.example"));
      Path elsewhere = Files.move(world.file(third), folder.resolve("elsewhere"));
      world.announce(third);
      PublishedManifest another = world.publish("another", listed("another.example"));
      world.announce(another);
      awaitListed(world, "another.example");
      assertStillInForce(world, second);

      Files.move(elsewhere, world.file(third));
      world.awaitInForce(third, "one.example");
    }
  }

  private static void awaitListed(ListWorld world, String name) throws Exception {
    List<String> asked = new ArrayList<>();
    ConditionWait.until(
        name + " is listed",
        () -> {
          asked.add(world.ask(0, name, null));
          return asked.stream().anyMatch(world::hasHit);
        });
  }

  private static void assertStillInForce(ListWorld world, PublishedManifest manifest)
      throws Exception {
    BlocklistHit hit = world.hit(world.ask(0, "one.example", null));
    assertEquals(manifest.list().version(), hit.getListVersion());
  }

  @Test
  void anOlderAnnouncementThatComesLaterChangesNothing(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      PublishedManifest first = world.publish("hotline", listed("one.example"));
      PublishedManifest second =
          world.publish("hotline", listed("one.example"), listed("two.example"));
      world.announce(second);
      world.start();
      world.awaitInForce(second, "one.example");
      world.announce(first);
      world.announce(world.publish("other", listed("other.example")));
      awaitListed(world, "other.example");

      assertStillInForce(world, second);
    }
  }

  @Test
  void parentalControlFollowsTheSubscribersChoice(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      world.announce(world.publish("lists", listed("one.example")));
      world.choose("child", "gambling");
      world.start();
      // A category that no list had when it was chosen.
      world.announce(
          world.publish("lists", listed("one.example"), parental("games.example", "gambling")));
      ConditionWait.until(
          "the category is known and the choice counts",
          () -> {
            String games = world.ask(0, "www.games.example", "child");
            world.hit(world.ask(0, "one.example", "child"));
            return world.hasHit(games);
          });
      BlocklistHit hit = world.hit(world.ask(0, "www.games.example", "child"));
      assertEquals(Policy.PARENTAL_CONTROL, hit.getPolicy());
      assertEquals(Audience.CHILD, hit.getAudience());
      assertEquals(17, hit.getEdeCode());
      String other = world.ask(0, "www.games.example", "another");
      world.hit(world.ask(0, "one.example", "another"));
      assertFalse(world.hasHit(other));

      world.unchoose("child");
      ConditionWait.until(
          "the choice is taken back",
          () -> {
            String games = world.ask(0, "games.example", "child");
            world.hit(world.ask(0, "one.example", "child"));
            return !world.hasHit(games);
          });
      BlocklistHit adult = world.hit(world.ask(0, "one.example", "child"));
      assertEquals(Audience.ADULT, adult.getAudience());
    }
  }

  @Test
  void webRequestsAreLookedUpInTheSameLists(TestInfo test) throws Exception {
    try (ListWorld world = world(test)) {
      world.announce(world.publish("hotline", listed("one.example")));
      world.start();
      BlocklistHit proxy = world.hit(world.browse("http://www.one.example/a?b", Stage.PROXY));
      assertEquals(Decision.SPLASH, proxy.getDecision());
      BlocklistHit cache = world.hit(world.browse("http://one.example/", Stage.CDN_CACHE));
      assertEquals(Decision.RECORD, cache.getDecision());
      assertEquals(Action.purge, cache.getAction());
      String site = world.browse("http://other.example/", Stage.PROXY);
      world.hit(world.browse("http://one.example/", Stage.PROXY));
      assertFalse(world.hasHit(site));
      assertTrue(proxy.getSignalId().compareTo(cache.getSignalId()) != 0);
    }
  }
}
