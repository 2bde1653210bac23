package org.drey.blocklist.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;

/** What a reader finds in a feed. */
final class Read implements FeedReader.Entries {
  final List<String> entries = new ArrayList<>();
  final List<ListEntry> raw = new ArrayList<>();
  final List<String> problems = new ArrayList<>();

  static Read of(String format, String text) throws IOException {
    return of(format, text.getBytes(StandardCharsets.UTF_8));
  }

  static Read of(String format, byte[] content) throws IOException {
    Read read = new Read();
    FeedReaders.reader(format, "", ListPolicy.CHILD_PROTECTION_LIST)
        .read(new ByteArrayInputStream(content), read);
    return read;
  }

  @Override
  public void entry(int line, ListEntry entry) {
    raw.add(entry);
    entries.add(line + " " + entry.canonical());
  }

  @Override
  public void problem(int line, String reason) {
    problems.add(line + " " + reason);
  }
}
