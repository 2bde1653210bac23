package org.drey.blocklist.feed;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * A response policy zone as a zone file. A {@code name} is a HOST; together with {@code *.name},
 * anywhere in the file, it is one DOMAIN.
 *
 * <p>A {@code *.name} alone is a problem: it covers what lies below a name but not the name, and no
 * type of entry says that; a DOMAIN would block more than the zone does. So are exceptions ({@code
 * rpz-passthru}), {@code rpz-tcp-only}, and rules about addresses and name servers. SOA, NS and the
 * records of DNSSEC are skipped. A name with any other answer is blocked.
 *
 * <p>A pair may lie far apart, so names are held as bytes until the end: some 30 bytes each.
 */
record RpzReader(EntryFields fields) implements FeedReader {
  private static final String NO_TYPE = "a record without a type";
  private static final String NO_SUCH_TYPE = "a type of record that DNS does not have";
  private static final String NOT_ONE = "a CNAME, A or AAAA with other than one name or address";
  private static final String PASSES =
      "an exception (rpz-passthru or rpz-tcp-only), which a list cannot express";
  private static final String WILDCARD_ALONE =
      "a wildcard without the name above it, which no type of entry can express";

  private static final Pattern TTL = Pattern.compile("\\d[\\dsmhdwSMHDW]*");
  private static final Set<String> CLASSES = Set.of("IN", "CH", "HS", "ANY");
  private static final Set<String> SKIPPED =
      Set.of("SOA", "NS", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "DNSKEY", "CDS", "CDNSKEY");
  private static final Set<String> SINGLE = Set.of("CNAME", "A", "AAAA");

  /** Other records that a name may be answered with; or a type by its number (RFC 3597). */
  private static final Set<String> OTHERS =
      Set.of(
          "CAA", "DNAME", "DS", "HINFO", "HTTPS", "LOC", "MX", "NAPTR", "PTR", "RP", "SPF", "SRV",
          "SSHFP", "SVCB", "TLSA", "TXT", "URI");

  private static final Pattern NUMBERED = Pattern.compile("TYPE\\d{1,5}");
  private static final Set<String> PASSING = Set.of("rpz-passthru.", "rpz-tcp-only.");

  @Override
  public String format() {
    return "rpz";
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    ZoneRecords records = new ZoneRecords(new PlainFeedReader(in));
    ZoneOwners names = new ZoneOwners();
    NameSet held = new NameSet();
    for (var record = records.next(); record != null; record = records.next()) {
      try {
        read(record, names, held);
      } catch (ListEntry.EntryProblem e) {
        entries.problem(record.line(), e.reason());
      }
    }
    held.drain(
        new NameSet.EntrySink() {
          @Override
          public void name(int line, String name, boolean withAllBelow) {
            EntryType type = withAllBelow ? EntryType.DOMAIN : EntryType.HOST;
            entries.entry(line, fields.ofCanonical(type, name));
          }

          @Override
          public void wildcardAlone(int line) {
            entries.problem(line, WILDCARD_ALONE);
          }
        });
  }

  private void read(ZoneRecords.Entry record, ZoneOwners names, NameSet held)
      throws ListEntry.EntryProblem {
    if (record.problem() != null) {
      names.forgetOwner();
      throw new ListEntry.EntryProblem(record.problem());
    }
    List<String> words = record.words();
    if (record.named() && words.get(0).startsWith("$")) {
      names.directive(words.get(0), words.size() > 1 ? words.get(1) : "");
      return;
    }
    if (record.named()) {
      names.owner(words.get(0));
    }
    int at = typeAt(words, record.named() ? 1 : 0);
    String type = words.get(at).toUpperCase(Locale.ROOT);
    if (type.equals("SOA")) {
      names.isApex();
    }
    if (SKIPPED.contains(type)) {
      return;
    }
    if (!SINGLE.contains(type) && !OTHERS.contains(type) && !NUMBERED.matcher(type).matches()) {
      throw new ListEntry.EntryProblem(NO_SUCH_TYPE);
    }
    if (SINGLE.contains(type) && words.size() != at + 2) {
      throw new ListEntry.EntryProblem(NOT_ONE);
    }
    String trigger = names.trigger();
    if (!trigger.isEmpty()) {
      boolean alias = type.equals("CNAME");
      hold(record.line(), trigger, alias ? words.get(at + 1).toLowerCase(Locale.ROOT) : "", held);
    }
  }

  private void hold(int line, String trigger, String alias, NameSet held)
      throws ListEntry.EntryProblem {
    boolean wildcard = trigger.startsWith("*.");
    String text = FeedLines.word(wildcard ? trigger.substring(2) : trigger);
    // An alias for itself is how exceptions were written before there was a word for them.
    if (PASSING.contains(alias) || alias.equals(trigger + ".")) {
      throw new ListEntry.EntryProblem(PASSES);
    }
    String name = fields.entry(EntryType.HOST, text).host();
    if (wildcard) {
      held.wildcard(line, name);
    } else {
      held.name(line, name);
    }
  }

  /** After the owner come a time to live and a class, in either order, or not. */
  private static int typeAt(List<String> words, int from) throws ListEntry.EntryProblem {
    int at = from;
    while (at < words.size() && at < from + 2 && isTtlOrClass(words.get(at))) {
      at++;
    }
    if (at == words.size()) {
      throw new ListEntry.EntryProblem(NO_TYPE);
    }
    return at;
  }

  private static boolean isTtlOrClass(String word) {
    return TTL.matcher(word).matches() || CLASSES.contains(word.toUpperCase(Locale.ROOT));
  }

  /** Follows origins and owners through a response policy zone; returns the names in its rules. */
  private static final class ZoneOwners {
    private static final String NO_OWNER = "a record without an owner";
    private static final String OUTSIDE = "a name outside the zone";
    private static final String OTHER_TRIGGER =
        "a rule about addresses or name servers, which no type of entry can express";
    private static final String OTHER_DIRECTIVE = "a directive other than $ORIGIN and $TTL";

    private static final Set<String> TRIGGERS =
        Set.of("rpz-ip", "rpz-client-ip", "rpz-nsip", "rpz-nsdname");

    private String origin = "";
    private @Nullable String apex;
    private @Nullable String owner;

    /** Takes a line that begins with a dollar sign. */
    void directive(String name, String value) throws ListEntry.EntryProblem {
      switch (name.toUpperCase(Locale.ROOT)) {
        case "$ORIGIN" -> {
          origin = full(value);
          apex = apex == null ? origin : apex;
        }
        case "$TTL" -> {}
        default -> throw new ListEntry.EntryProblem(OTHER_DIRECTIVE);
      }
    }

    /** The owner of the next record; what follows without an owner has the same. */
    void owner(String name) {
      owner = full(name);
    }

    /** A line could not be read, so that the owner of lines without one is unknown. */
    void forgetOwner() {
      owner = null;
    }

    /** The present owner is the zone itself: only the zone has a SOA record. */
    void isApex() {
      apex = owner;
    }

    /** Returns what the owner says within the zone: empty for the zone itself. */
    String trigger() throws ListEntry.EntryProblem {
      if (owner == null) {
        throw new ListEntry.EntryProblem(NO_OWNER);
      }
      String name = owner;
      if (apex != null && !apex.isEmpty()) {
        if (!name.equals(apex) && !name.endsWith("." + apex)) {
          throw new ListEntry.EntryProblem(OUTSIDE);
        }
        name = name.substring(0, Math.max(0, name.length() - apex.length() - 1));
      }
      if (TRIGGERS.contains(name.substring(name.lastIndexOf('.') + 1))) {
        throw new ListEntry.EntryProblem(OTHER_TRIGGER);
      }
      return name;
    }

    private String full(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".")) {
        return lower.substring(0, lower.length() - 1);
      }
      if (lower.equals("@")) {
        return origin;
      }
      return origin.isEmpty() ? lower : lower + "." + origin;
    }
  }

  /**
   * Names that wait until it is known which of them have a wildcard. Holds bytes: a name's length
   * and five more, and 12 to 24 for a wildcard; lets go of them as they are handed on.
   */
  private static final class NameSet {
    private static final int CHUNK = 1 << 18;
    private static final int HEAD = Integer.BYTES + 1;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Takes what was held. */
    interface EntrySink {
      void name(int line, String name, boolean withAllBelow);

      void wildcardAlone(int line);
    }

    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();

    /** The line of each wildcard by a hash of its name; negative once the name was met. */
    private final Long2IntOpenHashMap wildcards = new Long2IntOpenHashMap();

    /** A canonical name: at most 253 characters of ASCII. */
    void name(int line, String name) {
      byte[] text = name.getBytes(StandardCharsets.US_ASCII);
      ByteBuffer chunk = chunks.peekLast();
      if (chunk == null || chunk.remaining() < HEAD + text.length) {
        chunk = ByteBuffer.allocate(CHUNK);
        chunks.addLast(chunk);
      }
      chunk.putInt(line).put((byte) text.length).put(text);
    }

    /** A wildcard directly below a canonical name. */
    void wildcard(int line, String name) {
      wildcards.putIfAbsent(hash(name), line);
    }

    /** Hands everything on. */
    void drain(EntrySink sink) {
      for (ByteBuffer chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
        chunk.flip();
        while (chunk.hasRemaining()) {
          int line = chunk.getInt();
          byte[] text = new byte[chunk.get() & 0xFF];
          chunk.get(text);
          String name = new String(text, StandardCharsets.US_ASCII);
          sink.name(line, name, isBelowListed(name));
        }
      }
      wildcards.values().intStream().filter(line -> line > 0).sorted().forEach(sink::wildcardAlone);
      wildcards.clear();
    }

    private boolean isBelowListed(String name) {
      long hash = hash(name);
      int line = wildcards.get(hash);
      if (line > 0) {
        wildcards.put(hash, -line);
      }
      return line != 0;
    }

    /** FNV-1a and a mix: of ten million names no two are ever expected to share one. */
    private static long hash(String name) {
      long hash = FNV_START;
      for (int i = 0; i < name.length(); i++) {
        hash = (hash ^ name.charAt(i)) * FNV_PRIME;
      }
      return HashCommon.mix(hash);
    }
  }

  /**
   * The records and directives of a zone file (RFC 1035, section 5) as words; which word is what is
   * for the caller. A malformed line costs itself only, which is why no library's parser is used:
   * those end at the first.
   */
  private static final class ZoneRecords {
    private static final String OPEN_QUOTE = "a quote is not closed";
    private static final String OPEN_PARENTHESIS = "a parenthesis is not closed, or not opened";

    /** Over how many lines one record may stretch. */
    private static final int MAX_LINES = 100;

    /**
     * A record or a directive.
     *
     * @param line where it begins
     * @param named whether the first word is its owner; else it has the owner of the one before
     * @param words without parentheses
     * @param problem why the line is malformed, or null
     */
    record Entry(int line, boolean named, List<String> words, @Nullable String problem) {}

    private final PlainFeedReader lines;
    private int depth;

    ZoneRecords(PlainFeedReader lines) {
      this.lines = lines;
    }

    /** The next record that has any words, or null at the end. */
    @Nullable Entry next() throws IOException {
      for (PlainFeedReader.Line line = lines.next(); line != null; line = lines.next()) {
        Entry entry = entry(line);
        if (!entry.words().isEmpty() || entry.problem() != null) {
          return entry;
        }
      }
      return null;
    }

    private Entry entry(PlainFeedReader.Line first) throws IOException {
      List<String> words = new ArrayList<>();
      List<PlainFeedReader.Line> more = new ArrayList<>();
      boolean named = first.text() != null && !first.text().isEmpty() && !isBlank(first.text(), 0);
      depth = 0;
      try {
        split(first, words);
        while (depth > 0) {
          PlainFeedReader.Line line = more.size() == MAX_LINES ? null : lines.next();
          if (line == null) {
            throw new ListEntry.EntryProblem(OPEN_PARENTHESIS);
          }
          more.add(line);
          split(line, words);
        }
        return new Entry(first.number(), named, words, null);
      } catch (ListEntry.EntryProblem e) {
        lines.unread(more); // each may be a good record by itself
        return new Entry(first.number(), named, List.of(), e.reason());
      }
    }

    private void split(PlainFeedReader.Line line, List<String> words)
        throws ListEntry.EntryProblem {
      String text = line.text();
      if (text == null) {
        throw new ListEntry.EntryProblem(FeedLines.TOO_LONG);
      }
      for (int i = 0; i < text.length() && text.charAt(i) != ';'; ) {
        char c = text.charAt(i);
        if (c == '(' || c == ')') {
          depth += c == '(' ? 1 : -1;
          if (depth < 0) {
            throw new ListEntry.EntryProblem(OPEN_PARENTHESIS);
          }
          i++;
        } else if (isBlank(text, i)) {
          i++;
        } else {
          int end = c == '"' ? quoteEnd(text, i + 1) : wordEnd(text, i);
          words.add(text.substring(i, end));
          i = end;
        }
      }
    }

    private static int wordEnd(String text, int from) {
      int i = from;
      while (i < text.length() && !isBlank(text, i) && "();\"".indexOf(text.charAt(i)) < 0) {
        i += text.charAt(i) == '\\' ? 2 : 1;
      }
      return Math.min(i, text.length());
    }

    private static int quoteEnd(String text, int from) throws ListEntry.EntryProblem {
      for (int i = from; i < text.length(); i += text.charAt(i) == '\\' ? 2 : 1) {
        if (text.charAt(i) == '"') {
          return i + 1;
        }
      }
      throw new ListEntry.EntryProblem(OPEN_QUOTE);
    }

    private static boolean isBlank(String text, int at) {
      return text.charAt(at) <= ' ';
    }
  }
}
