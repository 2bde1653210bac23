package org.drey.blocklist.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognizes a feed's format by its name, else by its beginning. */
final class FeedFormats {
  private static final int SNIFFED_BYTES = 1 << 14;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern RECORD =
      Pattern.compile(
          "(?i)\\S*+\\s++(\\d\\S*+\\s++)?+(IN\\s++)?+(\\d\\S*+\\s++)?+(SOA|NS|CNAME)\\s++\\S.*+");

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "csv", "csv", "tsv", "csv", "jsonl", "jsonl", "ndjson", "jsonl", "json", "jsonl", "zone",
          "rpz", "rpz", "rpz", "db", "rpz", "hosts", "hosts");

  private FeedFormats() {}

  static String of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String byName = EXTENSIONS.get(name.substring(name.lastIndexOf('.') + 1));
    if (byName != null) {
      return byName;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return ofBeginning(in.readNBytes(SNIFFED_BYTES));
    }
  }

  /** By the first line that says something. */
  private static String ofBeginning(byte[] beginning) throws IOException {
    PlainFeedReader lines = new PlainFeedReader(new ByteArrayInputStream(beginning));
    for (var line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (text == null || text.isBlank() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith(";") || text.startsWith("$") || RECORD.matcher(text).matches()) {
        return "rpz";
      }
      if (text.stripLeading().startsWith("{")) {
        return "jsonl";
      }
      if (HostsReader.isBlocking(BLANKS.split(text.strip(), 2)[0])) {
        return "hosts";
      }
      return CsvReader.isHeader(text) ? "csv" : "plain";
    }
    return "plain";
  }
}
