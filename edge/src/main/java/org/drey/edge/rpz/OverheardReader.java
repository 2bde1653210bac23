package org.drey.edge.rpz;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.feed.FeedReader;

/** A reader of feeds that hands each entry to another, too, before any guard has seen it. */
record OverheardReader(FeedReader reader, Consumer<ListEntry> other) implements FeedReader {
  @Override
  public String format() {
    return reader.format();
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    reader.read(
        in,
        new Entries() {
          @Override
          public void entry(int line, ListEntry entry) {
            other.accept(entry);
            entries.entry(line, entry);
          }

          @Override
          public void problem(int line, String reason) {
            entries.problem(line, reason);
          }
        });
  }
}
