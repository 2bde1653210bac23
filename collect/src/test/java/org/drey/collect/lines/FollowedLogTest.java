package org.drey.collect.lines;

import static org.drey.collect.lines.TestLines.HEAD;
import static org.drey.collect.lines.TestLines.append;
import static org.drey.collect.lines.TestLines.ids;
import static org.drey.collect.lines.TestLines.line;
import static org.drey.collect.lines.TestLines.names;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.drey.collect.feed.TestFeed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedLogTest {
  private @TempDir Path folder;
  private Path file;
  private Path note;
  private final TestFeed feed = TestFeed.of(false, null);

  @BeforeEach
  void name() {
    file = folder.resolve("dns.log");
    note = folder.resolve("position");
  }

  private FollowedLog log(TestFeed to) {
    return new FollowedLog(file, note, TestLines.columns(to));
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
    Files.move(file, folder.resolve("dns.log.1"));
    log.readOnce();
    append(file, HEAD + line("c.example"));
    log.readOnce();
    append(file, line("d.example"));
    log.readOnce();
    assertEquals(List.of("a.example", "b.example", "c.example", "d.example"), names(feed));
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
    Files.move(file, folder.resolve("dns.log.2"));
    append(folder.resolve("dns.log.1"), HEAD + line("c.example"));
    append(file, HEAD + line("d.example"));
    TestFeed second = TestFeed.of(false, null);
    log(second).readOnce();
    assertEquals(List.of("b.example", "c.example", "d.example"), names(second));
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
