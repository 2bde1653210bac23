package org.drey.cli.feed;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drey.base.NameSuggestions;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.collect.recorded.TimeShift;
import org.drey.event.TopicNames;
import org.drey.terminal.CountedNoun;

/**
 * The lines of a folder in the order in which they are sent.
 *
 * @param ignored files that are not sent, each in words
 * @param first the earliest time at which one was received that jobs accept, milliseconds since
 *     1970
 * @param last the latest time of one that jobs accept
 * @param days by how many days their times were moved
 */
record FeedFolder(
    List<RecordedLine> lines, List<String> ignored, long first, long last, long days) {

  /**
   * Reads a folder.
   *
   * @param withHits whether hits are sent as well
   */
  static FeedFolder read(RecordedFolder folder, boolean withHits) throws IOException {
    List<RecordedLine> lines = new ArrayList<>();
    folder.read(withHits, System.currentTimeMillis()).forEach(lines::addAll);
    lines.sort(Comparator.comparingLong(RecordedLine::order)); // stable: streams in turn
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (RecordedLine line : lines) {
      if (!line.isRefused()) {
        first = Math.min(first, line.order());
        last = Math.max(last, Math.max(line.order(), line.eventTime()));
      }
    }
    List<String> ignored = ignored(folder.folder(), withHits);
    return first > last
        ? new FeedFolder(lines, ignored, 0, 0, 0) // none is accepted
        : new FeedFolder(lines, ignored, first, last, 0);
  }

  private static List<String> ignored(Path folder, boolean withHits) throws IOException {
    List<String> ignored = new ArrayList<>();
    List<String> sent = RecordedFolder.intakes().stream().map(one -> one.topic()).toList();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*.jsonl")) {
      for (Path path : paths) {
        String name = path.getFileName().toString().replace(".jsonl", "");
        if (name.equals(TopicNames.BLOCKLIST_HITS) && !withHits) {
          ignored.add("not sent: " + path + ": the blocklist job makes hits; else --hits");
        } else if (!sent.contains(name)) {
          ignored.add("not sent: " + path + NameSuggestions.didYouMean(name, sent));
        }
      }
    }
    return ignored;
  }

  /** The same with times moved so that the first or last lies within a day before now. */
  FeedFolder shifted(boolean byFirst, Instant now) {
    return shifted(TimeShift.between(byFirst ? first : last, now.toEpochMilli()));
  }

  /** The same with times moved by as much. */
  FeedFolder shifted(TimeShift shift) {
    List<RecordedLine> moved = lines.stream().map(shift::apply).toList();
    return new FeedFolder(moved, ignored, shift.apply(first), shift.apply(last), shift.days());
  }

  /** The shift, and the times after it. */
  String shiftInWords() {
    return "Times are moved by %s: from %s to %s."
        .formatted(
            CountedNoun.of(days, "day", "days"),
            Instant.ofEpochMilli(first),
            Instant.ofEpochMilli(last));
  }
}
