package org.drey.collect.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.event.DnsQuery;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;

/** Lines of DNS queries, and feeds that take them. */
final class TestLines {
  private static final String FORMAT =
      """
      format: test
      input: tsv
      records:
        - stream: dns-queries
          skip: {query: skipped.example}
          fields:
            event_time: {from: time, time: iso}
            client: client
            query: query
            record_type: {value: A}
      lost: nothing
      configure: nothing
      samples:
        - line: "time\\tclient\\tquery\\n2026-03-02T09:00:00Z\\t198.51.100.7\\ta.example"
          record: {stream: dns-queries, event_time: 2026-03-02T09:00:00Z, client: 198.51.100.7,
            query: a.example, record_type: A}
      """;

  static final String HEAD = "time\tclient\tquery\n";

  private TestLines() {}

  /** Feeds of columns with a head, and without ids. */
  static LineFeeds columns(TestFeed feed) {
    return feeds(LineFormat.read(YamlNode.parse("test.yaml", FORMAT)), feed);
  }

  static LineFeeds zeek(TestFeed feed) throws IOException {
    return feeds(LineFormat.read(ProductFormats.find("zeek")), feed);
  }

  private static LineFeeds feeds(LineFormat format, TestFeed feed) {
    return new LineFeeds(
        format,
        Map.of(TopicNames.DNS_QUERIES, feed.feed()),
        feed.feed().counts(),
        feed.feed().clock());
  }

  static String line(String query) {
    return "2026-03-02T09:00:00Z\t198.51.100.7\t" + query + "\n";
  }

  static void append(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  static List<String> names(TestFeed feed) {
    return feed.queries().stream().map(DnsQuery::getQuery).toList();
  }

  static List<String> ids(TestFeed feed) {
    return feed.queries().stream().map(DnsQuery::getEventId).toList();
  }
}
