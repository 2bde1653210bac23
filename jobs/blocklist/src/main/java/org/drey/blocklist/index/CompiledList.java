package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.base.Sha256Digests;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListPolicy;
import org.jspecify.annotations.Nullable;

/** A list after compilation, or a difference between two, ready to be written. */
public final class CompiledList {
  private static final int VERSION_DIGITS = 12;

  /** The most bytes that can be mapped at once, with room for a header. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - (1L << 21);

  private final ListHeader header;
  private final FileSections sections;
  private final ListKey key;

  /** The content that a difference is made of; null in one. */
  private final @Nullable Content content;

  /**
   * The content that a list is compiled to.
   *
   * @param order of the rows that count
   */
  private record Content(EntryRows rows, int[] order, AncestorIndex ancestry) {}

  private CompiledList(
      ListHeader header, FileSections sections, ListKey key, @Nullable Content content) {
    if (sections.size() > MAX_BYTES) {
      throw new IllegalArgumentException(ListFile.TOO_LARGE);
    }
    this.header = header;
    this.sections = sections;
    this.key = key;
    this.content = content;
  }

  /** The difference that leads from a version to that of a header. */
  static CompiledList difference(
      @Nullable String baseVersion, ListHeader to, FileSections changes, ListKey key) {
    return new CompiledList(to.with(baseVersion, changes), changes, key, null);
  }

  /** Returns what the file will say of itself. */
  public ListHeader header() {
    return header;
  }

  /** Writes the file's content; the same list gives the same bytes. Does not close the stream. */
  public void writeTo(OutputStream out) throws IOException {
    ListFormat.write(out, header, key, sections::writeTo);
  }

  /** The list as a file in memory. */
  public ListFile inMemory() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writeTo(bytes);
      return ListFile.of(bytes.toByteArray(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what changes another version into this one: records that are new or say something else,
   * and records that are gone.
   *
   * @throws DamagedListException if the other was made with another key, is another list, is itself
   *     a difference or contradicts itself
   */
  public CompiledList since(ListFile base) throws DamagedListException {
    ListHeader old = base.header();
    if (!old.keyCheck().equals(header.keyCheck())) {
      throw new DamagedListException(old.listId(), "made with another key; compile it whole");
    }
    if (content == null || !old.listId().equals(header.listId()) || old.isDelta()) {
      throw new DamagedListException(
          old.listId(), "a difference is taken from a whole version of the same list");
    }
    ListCheck.structure(base);
    FileSections changes =
        ListDifference.between(
            base, content.rows, content.order, content.ancestry, header.categories());
    return difference(old.version(), header, changes, key);
  }

  static CompiledList of(
      String listId,
      ListKey key,
      List<String> categories,
      boolean topLevel,
      EntryRows rows,
      List<EntryType> types,
      AncestorIndex ancestry) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(categories));
    MergedRows merged = merged(rows, types, categories, sorted);
    Content content = new Content(rows, merged.order(), ancestry);
    FileSections sections = FileSections.whole(rows, content.order, ancestry.passed());
    ListHeader header =
        new ListHeader(
            listId,
            version(listId, sorted, sections),
            null,
            key.check(),
            merged.counted().values().stream().mapToLong(Long::longValue).sum(),
            new TreeMap<>(merged.counted()),
            List.copyOf(sorted),
            topLevel,
            merged.parental(),
            sections.placement().passedWords(),
            sections.placement().recordWords(),
            sections.placement().capacity(),
            sections.records(),
            sections.passed());
    return new CompiledList(header, sections, key, content);
  }

  /**
   * The rows in their order, those of one entry as one.
   *
   * @param order of the rows that stay
   * @param counted how many entries there are of each type
   * @param parental whether one is of a parental control list
   */
  private record MergedRows(int[] order, Map<EntryType, Long> counted, boolean parental) {}

  private static MergedRows merged(
      EntryRows rows, List<EntryType> types, List<String> categories, List<String> sorted) {
    int[] order = rows.sorted();
    Map<EntryType, Long> counted = new EnumMap<>(EntryType.class);
    boolean parental = false;
    int count = 0;
    for (int at = 0; at < order.length; ) {
      int end = endOfRun(rows, order, at);
      int row = order[at];
      long meta = EntryFlags.renumbered(mergedMeta(rows, order, at, end), categories, sorted);
      rows.setMeta(row, meta);
      parental |= EntryFlags.policy(meta) == ListPolicy.PARENTAL_CONTROL;
      if (rows.kind(row) != RecordKind.CARRIES) {
        counted.merge(types.get(row), 1L, Long::sum);
      }
      order[count++] = row;
      at = end;
    }
    return new MergedRows(Arrays.copyOf(order, count), counted, parental);
  }

  /** Returns where the rows of the same node and kind end; all must be of one and the same path. */
  private static int endOfRun(EntryRows rows, int[] order, int at) {
    int first = order[at];
    int end = at + 1;
    while (end < order.length
        && rows.node(order[end]) == rows.node(first)
        && rows.kind(order[end]) == rows.kind(first)) {
      if (rows.verifying(order[end]) != rows.verifying(first)) {
        // One list of ten million in 370,000 has such a pair.
        throw new IllegalStateException(
            "two entries have the same fingerprint under this key; compile with another key");
      }
      end++;
    }
    return end;
  }

  /** The categories of all rows that have the policy that wins. */
  private static long mergedMeta(EntryRows rows, int[] order, int from, int to) {
    long meta = rows.meta(order[from]);
    long categories = 0;
    for (int at = from; at < to; at++) {
      long other = rows.meta(order[at]);
      if (EntryFlags.policy(other) == EntryFlags.policy(meta)) {
        categories |= EntryFlags.categories(other);
      }
    }
    return EntryFlags.of(EntryFlags.policy(meta), categories);
  }

  private static String version(String listId, List<String> categories, FileSections sections) {
    var digest = Sha256Digests.sha256();
    digest.update((listId + categories).getBytes(StandardCharsets.UTF_8));
    try {
      sections.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
  }

  /** The changes that make one version of a list another. */
  private static final class ListDifference {
    private final RecordCursor old;
    private final List<String> oldCategories;
    private final List<String> categories;
    private final EntryRows changes = new EntryRows();
    private final LongOpenHashSet passed = new LongOpenHashSet();

    private ListDifference(ListFile base, List<String> categories) {
      this.old = base.segment().records();
      this.oldCategories = base.header().categories();
      this.categories = categories;
    }

    /**
     * The records that are new or say something else, with all nodes that are passed on the way to
     * them, and those that are gone.
     *
     * @param order of the rows that count
     * @param categories as the rows number them
     */
    static FileSections between(
        ListFile base,
        EntryRows now,
        int[] order,
        AncestorIndex ancestry,
        List<String> categories) {
      return new ListDifference(base, categories).walk(now, order, ancestry);
    }

    /** One pass over both, which are in the same order. */
    private FileSections walk(EntryRows now, int[] order, AncestorIndex ancestry) {
      old.next();
      for (int row : order) {
        while (!old.isAtEnd() && old.compareTo(now.node(row), now.kind(row)) < 0) {
          goneAndNext();
        }
        boolean known = !old.isAtEnd() && old.compareTo(now.node(row), now.kind(row)) == 0;
        if (!known || !isSame(now, row)) {
          changes.add(now.node(row), now.kind(row), now.verifying(row), now.id(row), now.meta(row));
          ancestry.passedTo(row, passed);
        }
        if (known) {
          old.next();
        }
      }
      while (!old.isAtEnd()) {
        goneAndNext();
      }
      return FileSections.changes(changes, passed);
    }

    private void goneAndNext() {
      changes.add(old.node(), old.bits() | RecordKind.GONE, old.verifying(), 0, 0);
      old.next();
    }

    private boolean isSame(EntryRows now, int row) {
      return old.verifying() == now.verifying(row)
          && old.id() == now.id(row)
          && EntryFlags.renumbered(old.meta(), oldCategories, categories) == now.meta(row);
    }
  }
}
