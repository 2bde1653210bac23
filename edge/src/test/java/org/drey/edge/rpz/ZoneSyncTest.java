package org.drey.edge.rpz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.feed.MalformedListException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** From a feed's file to a zone's file. */
final class ZoneSyncTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Path feed;
  private Path zoneFile;
  private ZoneSync keeper;
  private int changes;
  private final AtomicReference<Instant> time = new AtomicReference<>(CLOCK.instant());

  @BeforeEach
  void keep() throws IOException {
    feed = folder.resolve("feed.txt");
    zoneFile = folder.resolve("rpz.db");
    Path inspectFile = folder.resolve("inspect.db");
    ZoneSettings zone = Entries.zone();
    keeper =
        new ZoneSync(
            source(),
            ListPolicy.CHILD_PROTECTION_LIST,
            List.of(
                new ZoneSync.Zone(
                    new ZoneFile(zoneFile, zone, ShrinkLimit.DEFAULT, CLOCK), zone, false),
                new ZoneSync.Zone(
                    new ZoneFile(inspectFile, zone, ShrinkLimit.DEFAULT, CLOCK), zone, true)),
            time::get);
  }

  private FeedFiles source() {
    return new FeedFiles(List.of(new FeedFile(feed, FeedReaders.plain())), Entries.guards(), CLOCK);
  }

  private void publish(String... entries) throws IOException {
    Files.writeString(feed, String.join("\n", entries) + "\n");
    changes++; // a file system that has the time roughly must not decide what is seen
    Files.setLastModifiedTime(feed, FileTime.from(CLOCK.instant().minusSeconds(1000 - changes)));
  }

  private void settle() {
    keeper.step();
    keeper.step();
  }

  /** The names in a zone file, as a server reads it. */
  private static Set<String> names(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Master master = new Master(file.toString(), ZoneSettings.origin("rpz.test"))) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (!record.getName().equals(Entries.zone().origin())) {
          names.add(Entries.zone().asked(record.getName()));
        }
      }
    }
    return names;
  }

  private long serial() throws IOException {
    try (Master master = new Master(zoneFile.toString(), ZoneSettings.origin("rpz.test"))) {
      return ((SOARecord) master.nextRecord()).getSerial();
    }
  }

  @Test
  void aChangeCountsOnceItHasLookedTheSameTwice() throws IOException {
    publish("a.example", "=b.example", "http://c.example/page");
    keeper.step();
    assertFalse(Files.exists(zoneFile));
    keeper.step();
    assertEquals(Set.of("a.example", "*.a.example", "b.example"), names(zoneFile));
    assertEquals(Set.of("c.example"), names(folder.resolve("inspect.db")));
    publish("=b.example");
    keeper.step();
    assertTrue(names(zoneFile).contains("a.example"));
    keeper.step();
    assertEquals(Set.of("b.example"), names(zoneFile));
  }

  @Test
  void aDamagedOrMissingFeedChangesNothing() throws IOException {
    publish("a.example");
    settle();
    long before = serial();
    publish("b.example", "not a name");
    settle();
    settle();
    assertEquals(Set.of("a.example", "*.a.example"), names(zoneFile));
    assertEquals(before, serial());
    MalformedListException refused =
        assertThrows(MalformedListException.class, () -> keeper.once());
    assertFalse(refused.getMessage().contains("not a name"));
    Files.delete(feed);
    settle();
    assertEquals(before, serial());
    publish("b.example");
    settle();
    assertEquals(Set.of("b.example", "*.b.example"), names(zoneFile));
  }

  @Test
  void theSerialGrowsWithEachChangeAndOnlyThen() throws IOException {
    publish("a.example");
    settle();
    assertEquals(1_800_000_000L, serial());
    settle();
    assertEquals(1_800_000_000L, serial());
    publish("b.example");
    settle();
    assertEquals(1_800_000_001L, serial());
    keep(); // as after a restart
    keeper.once();
    assertEquals(1_800_000_001L, serial());
    publish("c.example");
    keeper.once();
    assertEquals(1_800_000_002L, serial());
  }

  @Test
  void aListThatWasCutOffIsNotApplied() throws IOException {
    String[] many = new String[200];
    Arrays.setAll(many, i -> "=n" + i + ".example");
    publish(many);
    settle();
    publish(Arrays.copyOf(many, 159));
    settle();
    assertEquals(200, names(zoneFile).size());
    publish(Arrays.copyOf(many, 160));
    settle();
    assertEquals(160, names(zoneFile).size());
    keep(); // as after a restart
    publish("=n0.example");
    assertTrue(
        assertThrows(IOException.class, () -> keeper.once())
            .getMessage()
            .contains("159 of 160 names"));
  }

  @Test
  void anEmptiedFeedEmptiesNoZone() throws IOException {
    publish("=a.example");
    settle();
    publish("");
    settle();
    assertEquals(Set.of("a.example"), names(zoneFile));
    publish("=b.example");
    settle();
    assertEquals(Set.of("b.example"), names(zoneFile));
  }

  @Test
  void whileAFeedIsRefusedTheLastGoodNamesAreKept() throws IOException {
    publish("=a.example");
    settle();
    for (String refused : new String[] {"not a name", ""}) {
      publish(refused);
      settle();
      Files.delete(zoneFile); // as when a primary has lost it
      time.set(time.get().plus(Duration.ofMinutes(1)));
      keeper.step();
      assertEquals(Set.of("a.example"), names(zoneFile), "refused: " + refused);
    }
  }

  @Test
  void aRestartWithABrokenFeedLeavesTheLastGoodZone() throws IOException {
    publish("=a.example");
    settle();
    String before = Files.readString(zoneFile);
    for (String broken : new String[] {"not a name", ""}) {
      publish(broken);
      keep(); // as after a restart
      assertThrows(IOException.class, () -> keeper.once());
      settle();
      time.set(time.get().plus(Duration.ofMinutes(1)));
      keeper.step();
      assertEquals(before, Files.readString(zoneFile), "broken: " + broken);
    }
    publish("=b.example");
    settle();
    assertEquals(Set.of("b.example"), names(zoneFile));
  }

  @Test
  void aRestartWithABrokenFeedDoesNotTouchAPrimary() throws IOException {
    List<Set<String>> held = new ArrayList<>();
    ZoneTarget primary =
        new ZoneTarget() {
          @Override
          public UpdateCount hold(Set<String> names) {
            held.add(names);
            return new UpdateCount(names.size(), 0);
          }

          @Override
          public String place() {
            return "a primary";
          }
        };
    publish("a.example", "not a name");
    try (ZoneSync restarted =
        new ZoneSync(
            source(),
            ListPolicy.CHILD_PROTECTION_LIST,
            List.of(new ZoneSync.Zone(primary, Entries.zone(), false)),
            time::get)) {
      for (int i = 0; i < 5; i++) {
        restarted.step();
        time.set(time.get().plus(Duration.ofMinutes(1)));
      }
      assertEquals(List.of(), held);
      publish("=a.example");
      restarted.step();
      restarted.step();
      assertEquals(List.of(Set.of("a.example")), held);
    }
  }

  @Test
  void aZoneThatFailsHoldsUpNoOtherAndSaysNoName() throws IOException {
    ZoneTarget broken =
        new ZoneTarget() {
          @Override
          public UpdateCount hold(Set<String> names) {
            throw new IllegalStateException(names.toString());
          }

          @Override
          public String place() {
            return "a broken zone";
          }
        };
    ZoneSettings zone = Entries.zone();
    ZoneFile file = new ZoneFile(zoneFile, zone, ShrinkLimit.DEFAULT, CLOCK);
    publish("=a.example");
    try (ZoneSync two =
        new ZoneSync(
            source(),
            ListPolicy.CHILD_PROTECTION_LIST,
            List.of(new ZoneSync.Zone(broken, zone, false), new ZoneSync.Zone(file, zone, false)),
            CLOCK)) {
      two.step();
      two.step();
      assertEquals(Set.of("a.example"), names(zoneFile));
      assertEquals(
          "a broken zone: unexpected IllegalStateException",
          assertThrows(IOException.class, two::once).getMessage());
    }
  }

  @Test
  void whatAGuardSpeaksAgainstStaysOut() throws IOException {
    publish("invalid", "a.example");
    keeper.once();
    assertEquals(Set.of("a.example", "*.a.example"), names(zoneFile));
  }

  @Test
  void aFileOfAnotherProgramIsNotOverwritten() throws IOException {
    publish("a.example");
    Files.writeString(zoneFile, "precious\n");
    assertThrows(IOException.class, () -> keeper.once());
    settle();
    assertEquals("precious\n", Files.readString(zoneFile));
    Files.delete(zoneFile);
    publish("b.example");
    settle();
    assertEquals(Set.of("b.example", "*.b.example"), names(zoneFile));
  }
}
