package org.drey.blocklist.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;

/** The formats of feeds that are known. */
public final class FeedReaders {
  private FeedReaders() {}

  /**
   * All readers.
   *
   * @param category of entries for which the feed names none; empty for none
   * @param policy of entries for which the feed names none
   */
  public static List<FeedReader> readers(String category, ListPolicy policy) {
    EntryFields fields = new EntryFields(category, policy);
    return List.of(
        new PlainReader(fields),
        new CsvReader(fields),
        new HostsReader(fields),
        new RpzReader(fields),
        new JsonLinesReader(fields));
  }

  /** The plain format, for entries of child protection. */
  public static FeedReader plain() {
    return new PlainReader(new EntryFields("", ListPolicy.CHILD_PROTECTION_LIST));
  }

  /**
   * The reader of a format.
   *
   * @throws IllegalArgumentException if there is no such format; the message names those there are
   */
  public static FeedReader reader(String format, String category, ListPolicy policy) {
    List<FeedReader> readers = readers(category, policy);
    return readers.stream()
        .filter(reader -> reader.format().equalsIgnoreCase(format))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such format; there are "
                        + readers.stream()
                            .map(FeedReader::format)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * The reader for a file. The name decides if it ends in {@code .csv}, {@code .tsv}, {@code
   * .jsonl}, {@code .ndjson}, {@code .json}, {@code .zone}, {@code .rpz}, {@code .db} or {@code
   * hosts}; else its first line that is no comment: a record or directive of a zone, an object in
   * JSON, an address that blocks, a CSV header with a type; else it is plain.
   */
  public static FeedReader forFile(Path file, String category, ListPolicy policy)
      throws IOException {
    return reader(FeedFormats.of(file), category, policy);
  }

  /**
   * Returns whether a text may be the name of a category: up to 64 letters, digits, hyphens,
   * underscores.
   */
  public static boolean isCategory(String text) {
    return ListEntry.isCategory(text);
  }
}
