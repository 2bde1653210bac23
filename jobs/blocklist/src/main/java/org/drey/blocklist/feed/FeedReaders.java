package org.drey.blocklist.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.jspecify.annotations.Nullable;

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

  /**
   * The plain form of a list, one entry a line: {@code name} a DOMAIN, {@code =name} a HOST, a URL
   * an EXACT_URL, a URL ending in {@code /*} a PATH_PREFIX.
   *
   * <p>{@code #} starts a comment wherever it appears: in a name it cannot occur, and in a URL it
   * starts the fragment, which is no part of an entry. Blank lines, a byte order mark and any kind
   * of line end are fine.
   */
  private record PlainReader(EntryFields fields) implements FeedReader {
    private static final String NO_SCHEME = "a path needs http:// or https:// before it";

    @Override
    public String format() {
      return "plain";
    }

    @Override
    public void read(InputStream in, Entries entries) throws IOException {
      FeedLines.readUpToComments(
          in, entries, (number, text) -> entries.entry(number, parse(FeedLines.word(text))));
    }

    private ListEntry parse(String text) throws ListEntry.EntryProblem {
      if (text.contains("://")) {
        EntryType type = text.endsWith("/*") ? EntryType.PATH_PREFIX : EntryType.EXACT_URL;
        return fields.entry(type, text);
      }
      if (text.indexOf('/') >= 0) {
        throw new ListEntry.EntryProblem(NO_SCHEME);
      }
      return text.startsWith("=")
          ? fields.entry(EntryType.HOST, text.substring(1))
          : fields.entry(EntryType.DOMAIN, text);
    }
  }

  /** Recognizes a feed's format by its name, else by its beginning. */
  private static final class FeedFormats {
    private static final int SNIFFED_BYTES = 1 << 14;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern RECORD =
        Pattern.compile(
            "(?i)\\S*+\\s++(\\d\\S*+\\s++)?+(IN\\s++)?+(\\d\\S*+\\s++)?+(SOA|NS|CNAME)\\s++\\S.*+");

    private static final Map<String, String> EXTENSIONS =
        Map.of(
            "csv", "csv", "tsv", "csv", "jsonl", "jsonl", "ndjson", "jsonl", "json", "jsonl",
            "zone", "rpz", "rpz", "rpz", "db", "rpz", "hosts", "hosts");

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

  /**
   * A hosts file: a null address, and the names that it is given, each a HOST. {@code #} starts a
   * comment.
   *
   * <p>What a hosts file has for the machine's own sake is skipped: names without a dot ({@code
   * localhost}, {@code broadcasthost}, {@code ip6-allnodes}), {@code localhost.localdomain} and
   * {@code 0.0.0.0} as a name. Any other address than this machine's or none is a problem: such a
   * line does not block but sends elsewhere.
   */
  private record HostsReader(EntryFields fields) implements FeedReader {
    private static final String NO_NAMES = "a line is an address and at least one name";
    private static final String OTHER_ADDRESS =
        "an address that does not block: 0.0.0.0, 127.0.0.1, :: and ::1 do";

    private static final Set<String> BLOCKING =
        Set.of("0.0.0.0", "127.0.0.1", "::", "::1", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1");
    private static final Set<String> OWN_NAMES = Set.of("localhost.localdomain", "0.0.0.0");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    @Override
    public String format() {
      return "hosts";
    }

    @Override
    public void read(InputStream in, Entries entries) throws IOException {
      FeedLines.readUpToComments(
          in, entries, (number, text) -> readLine(number, BLANKS.split(text), entries));
    }

    /** Returns whether a word is an address by which hosts files block. */
    static boolean isBlocking(String address) {
      return BLOCKING.contains(address);
    }

    /** One bad name does not cost the others of its line. */
    private void readLine(int number, String[] words, Entries entries)
        throws ListEntry.EntryProblem {
      if (words.length < 2) {
        throw new ListEntry.EntryProblem(NO_NAMES);
      }
      for (int i = 1; i < words.length; i++) {
        if (words[i].indexOf('.') < 0 || OWN_NAMES.contains(words[i])) {
          continue;
        }
        if (!isBlocking(words[0])) {
          throw new ListEntry.EntryProblem(OTHER_ADDRESS);
        }
        try {
          String name = FeedLines.word(words[i]);
          entries.entry(number, fields.entry(EntryType.HOST, name));
        } catch (ListEntry.EntryProblem e) {
          entries.problem(number, e.reason());
        }
      }
    }
  }

  /**
   * JSON lines: one object a line with {@code type} and {@code entry}, and where the feed has them
   * {@code category} and {@code policy}. Other fields are ignored.
   */
  private record JsonLinesReader(EntryFields fields) implements FeedReader {
    private static final String NOT_JSON = "not an object in JSON";
    private static final String NOT_TEXT = "a field that is not text";

    private static final ObjectReader JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(JsonNode.class);

    @Override
    public String format() {
      return "jsonl";
    }

    @Override
    public void read(InputStream in, Entries entries) throws IOException {
      FeedLines.read(in, entries, (number, line) -> entries.entry(number, parse(line)));
    }

    private ListEntry parse(String line) throws ListEntry.EntryProblem {
      JsonNode object = object(line);
      return fields.entry(
          text(object, "type"),
          text(object, "entry"),
          text(object, "category"),
          text(object, "policy"));
    }

    private static JsonNode object(String line) throws ListEntry.EntryProblem {
      try {
        JsonNode node = JSON.readTree(line);
        if (node.isObject()) {
          return node;
        }
      } catch (JsonProcessingException e) {
        // Its message quotes the line.
      }
      throw new ListEntry.EntryProblem(NOT_JSON);
    }

    private static @Nullable String text(JsonNode object, String field)
        throws ListEntry.EntryProblem {
      JsonNode value = object.get(field);
      if (value == null || value.isNull()) {
        return null;
      }
      if (!value.isTextual()) {
        throw new ListEntry.EntryProblem(NOT_TEXT);
      }
      return value.textValue();
    }
  }
}
