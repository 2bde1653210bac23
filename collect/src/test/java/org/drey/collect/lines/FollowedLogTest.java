package org.drey.collect.lines;

import static org.drey.collect.lines.TestLines.HEAD;
import static org.drey.collect.lines.TestLines.append;
import static org.drey.collect.lines.TestLines.ids;
import static org.drey.collect.lines.TestLines.line;
import static org.drey.collect.lines.TestLines.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.collect.feed.TestFeed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedLogTest {
  private @TempDir Path folder;
  private Path file;
  private Path note;
  private final TestFeed feed = TestFeed.of(false, null);
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void name() {
    file = folder.resolve("dns.log");
    note = folder.resolve("position");
  }

  private FollowedLog log(TestFeed to) {
    return new FollowedLog(file, note, TestLines.columns(to), nanos::get);
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  /** Reads what is there, and what comes after each file that is renamed. */
  private void readAll(FollowedLog log) throws Exception {
    for (int i = 0; i < 4; i++) {
      log.readOnce();
      pass(10);
    }
  }

  private void rename(String to) throws IOException {
    Files.move(file, folder.resolve(to));
  }

  @Test
  void readsWhatIsAddedAndWaitsForTheEndOfALine() throws Exception {
    FollowedLog log = log(feed);
    log.readOnce();
    append(file, HEAD + line("a.example") + "2026-03-02T09");
    log.readOnce();
    append(file, ":00:01Z\t198.51.100.7\tb.example\n");
    log.readOnce();
    assertEquals(List.of("a.example", "b.example"), names(feed));
  }

  @Test
  void goesThroughRotation() throws Exception {
    FollowedLog log = log(feed);
    append(file, HEAD + line("a.example"));
    log.readOnce();
    append(file, line("b.example"));
    rename("dns.log.1");
    readAll(log);
    append(file, HEAD + line("c.example"));
    readAll(log);
    append(file, line("d.example"));
    log.readOnce();
    assertEquals(List.of("a.example", "b.example", "c.example", "d.example"), names(feed));
  }

  @Test
  void readsAFileThatWasCutFromItsBeginningHoweverLongItIsAgain() throws Exception {
    FollowedLog log = log(feed);
    append(file, HEAD + line("a.example"));
    log.readOnce();
    Files.writeString(file, HEAD + line("other.example") + line("c.example"));
    log.readOnce();
    assertEquals(List.of("a.example", "other.example", "c.example"), names(feed));
  }

  @Test
  void readsOnInARenamedFileUntilItIsSilent() throws Exception {
    FollowedLog log = log(feed);
    append(file, HEAD + line("a.example"));
    readAll(log);
    rename("dns.log.1");
    append(file, HEAD + line("d.example"));
    log.readOnce();
    append(folder.resolve("dns.log.1"), line("b.example"));
    pass(9);
    log.readOnce();
    append(folder.resolve("dns.log.1"), line("c.example"));
    pass(9);
    log.readOnce();
    log.close();
    assertEquals(List.of("a.example", "b.example", "c.example"), names(feed));
    TestFeed second = TestFeed.of(false, null);
    readAll(log(second));
    assertEquals(List.of("d.example"), names(second));
  }

  @Test
  void findsWhatWasBegunAndRenamedWhileBrokersWereAway() throws Exception {
    FollowedLog log = log(feed);
    append(file, HEAD + line("a.example"));
    log.readOnce();
    append(file, line("b.example"));
    rename("dns.log-20260302");
    append(folder.resolve("dns-20260303.log"), HEAD + line("c.example"));
    append(folder.resolve("dns.log.gz"), "packed");
    append(folder.resolve("dns.log.stats"), "of another program");
    append(file, HEAD + line("d.example"));
    readAll(log);
    append(file, line("e.example"));
    readAll(log);
    assertEquals(
        List.of("a.example", "b.example", "c.example", "d.example", "e.example"), names(feed));
  }

  @Test
  void takesNoNewFileWithTheSameHeadForTheOldOne() throws Exception {
    append(file, HEAD + line("a.example"));
    FollowedLog first = log(feed);
    first.readOnce();
    first.close();
    // In the same place of the file system, as a new file has it that gets the number of an old one
    Files.writeString(file, HEAD + line("b.example") + line("c.example"));
    TestFeed second = TestFeed.of(false, null);
    log(second).readOnce();
    assertEquals(List.of("b.example", "c.example"), names(second));
  }

  @Test
  void readsWhatCameAfterAFileThatIsGone() throws Exception {
    append(file, HEAD + line("a.example"));
    FollowedLog first = log(feed);
    first.readOnce();
    first.close();
    rename("dns.log.2.gz");
    Files.writeString(folder.resolve("dns.log.2.gz"), "packed");
    append(folder.resolve("dns.log.1"), HEAD + line("b.example"));
    append(file, HEAD + line("c.example"));
    TestFeed second = TestFeed.of(false, null);
    readAll(log(second));
    assertEquals(List.of("b.example", "c.example"), names(second));
  }

  @Test
  void beginsAnewWhereTheFileWasCut() throws Exception {
    FollowedLog log = log(feed);
    append(file, HEAD + line("a.example") + line("b.example"));
    log.readOnce();
    Files.writeString(file, HEAD + line("c.example"));
    log.readOnce();
    assertEquals(List.of("a.example", "b.example", "c.example"), names(feed));
  }

  @Test
  void goesOnAfterARestartWithTheSameIds() throws Exception {
    String text = line("a.example") + line("a.example") + line("b.example") + line("a.example");
    append(file, HEAD + text);
    TestFeed whole = TestFeed.of(false, null);
    new FollowedLog(file, folder.resolve("other"), TestLines.columns(whole)).readOnce();
    assertEquals(4, new HashSet<>(ids(whole)).size());

    Files.writeString(file, HEAD + line("a.example") + line("a.example"));
    FollowedLog first = log(feed);
    first.readOnce();
    first.close();
    append(file, line("b.example") + line("a.example"));
    TestFeed second = TestFeed.of(false, null);
    log(second).readOnce();
    assertEquals(List.of("b.example", "a.example"), names(second));
    assertEquals(ids(whole).subList(0, 2), ids(feed));
    assertEquals(ids(whole).subList(2, 4), ids(second));
  }

  @Test
  void findsWhatWasRotatedWhileItWasAway() throws Exception {
    append(file, HEAD + line("a.example"));
    FollowedLog first = log(feed);
    first.readOnce();
    first.close();
    append(file, line("b.example"));
    rename("dns.log.2");
    append(folder.resolve("dns.log.1"), HEAD + line("c.example"));
    append(file, HEAD + line("d.example"));
    TestFeed second = TestFeed.of(false, null);
    readAll(log(second));
    assertEquals(List.of("b.example", "c.example", "d.example"), names(second));
  }

  /** Catching up is not bounded by the wait for servers that may still write. */
  @Test
  void doesNotWaitForFilesThatWereRenamedLongAgo() throws Exception {
    append(file, HEAD + line("a.example"));
    FollowedLog first = log(feed);
    first.readOnce();
    first.close();
    append(file, line("b.example"));
    rename("dns.log.2");
    append(folder.resolve("dns.log.1"), HEAD + line("c.example"));
    append(file, HEAD + line("d.example"));
    TestFeed second = TestFeed.of(false, null);
    LineFeeds now = TestLines.columns(second);
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(11));
    LineFeeds feeds = new LineFeeds(now.format(), now.feeds(), now.counts(), later, now.sessions());
    new FollowedLog(file, note, feeds, nanos::get).readOnce();
    assertEquals(List.of("b.example", "c.example", "d.example"), names(second));
  }

  @Test
  void namesTheLineThatIsRefusedAndNothingOfIt() throws Exception {
    List<String> said = new ArrayList<>();
    feed.feed().counts().sayRefusals(said::add);
    append(file, HEAD + line("a.example") + "cut\n" + line("x".repeat(1_025)));
    FollowedLog log = log(feed);
    log.readOnce();
    log.close();
    append(file, "cut\n");
    log(feed).readOnce();
    String at = " of " + file + " (byte ";
    assertEquals(3, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("line 3" + at + "62)"), said.toString());
    assertTrue(said.get(1).startsWith("line 4" + at + "66)"), said.toString());
    assertTrue(said.get(2).startsWith("a line of " + file + " (byte "), said.toString());
    assertFalse(said.toString().contains("xx"), said.toString());
  }

  @Test
  void countsAllThatItReads() throws Exception {
    append(file, HEAD + line("a.example") + line("skipped.example") + "cut\n");
    log(feed).readOnce();
    assertEquals(4, feed.feed().counts().sums().read());
    assertEquals(1, feed.feed().counts().sums().sent());
    assertEquals(2, feed.feed().counts().sums().filtered()); // with the head
    assertEquals(1, feed.feed().counts().sums().allRefused());
  }
}
