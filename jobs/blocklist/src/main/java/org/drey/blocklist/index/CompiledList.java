package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
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
import org.drey.blocklist.EntryType;
import org.drey.blocklist.Policy;

/** A list after compilation, ready to be written: nodes in order, and their records. */
public final class CompiledList {
  private static final int VERSION_DIGITS = 12;

  private final ListHeader header;
  private final Sections sections;

  private CompiledList(ListHeader header, Sections sections) {
    this.header = header;
    this.sections = sections;
  }

  /** What the file will say of itself. */
  public ListHeader header() {
    return header;
  }

  /** Writes the file's content; the same list gives the same bytes. Does not close the stream. */
  public void writeTo(OutputStream out) throws IOException {
    ListFile.write(out, header, sections::writeTo);
  }

  /** The list as a file in memory. */
  public ListFile inMemory() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writeTo(bytes);
      return ListFile.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What changes another version into this one: nodes that are new or have other flags or records,
   * and nodes that are gone.
   *
   * @throws DamagedListException if the other was made with another key, is another list or is
   *     itself a difference
   */
  public CompiledList since(ListFile base) throws DamagedListException {
    ListHeader old = base.header();
    if (!old.keyCheck().equals(header.keyCheck())) {
      throw new DamagedListException(old.listId(), "made with another key; compile it whole");
    }
    if (!old.listId().equals(header.listId()) || old.isDelta()) {
      throw new DamagedListException(
          old.listId(), "a difference is taken from a whole version of the same list");
    }
    Sections changes = Difference.between(base, sections, header.categories());
    return new CompiledList(
        new ListHeader(
            header.listId(),
            header.version(),
            old.version(),
            header.keyCheck(),
            header.entries(),
            header.types(),
            header.categories(),
            header.topLevel(),
            header.parental(),
            changes.bucketBits(),
            changes.nodes(),
            changes.records()),
        changes);
  }

  static CompiledList of(
      String listId,
      String keyCheck,
      List<String> categories,
      boolean topLevel,
      LongArrayList passed,
      Rows rows) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(categories));
    int[] order = rows.sorted();
    Map<EntryType, Long> types = new EnumMap<>(EntryType.class);
    boolean parental = false;
    Sections.Builder built = new Sections.Builder(order.length);
    long[] below = sortedUnique(passed);
    int next = 0;
    for (int at = 0; at < order.length; ) {
      long node = rows.node(order[at]);
      while (next < below.length && Long.compareUnsigned(below[next], node) < 0) {
        built.node(below[next++], Flags.BELOW);
      }
      int flags = 0;
      if (next < below.length && below[next] == node) {
        flags = Flags.BELOW;
        next++;
      }
      while (at < order.length && rows.node(order[at]) == node) {
        int end = endOfRun(rows, order, at);
        int first = order[at];
        flags |= rows.flag(first);
        long meta = Meta.renumbered(mergedMeta(rows, order, at, end), categories, sorted);
        built.record(rows.verifying(first), rows.id(first), meta);
        parental |= Meta.policy(meta) == Policy.PARENTAL_CONTROL;
        if (rows.flag(first) != Flags.CARRIES) {
          types.merge(rows.type(first), 1L, Long::sum);
        }
        at = end;
      }
      built.node(node, flags);
    }
    while (next < below.length) {
      built.node(below[next++], Flags.BELOW);
    }
    Sections sections = built.build();
    long entries = types.values().stream().mapToLong(Long::longValue).sum();
    String version = version(listId, sorted, sections);
    return new CompiledList(
        new ListHeader(
            listId,
            version,
            null,
            keyCheck,
            entries,
            new TreeMap<>(types),
            List.copyOf(sorted),
            topLevel,
            parental,
            sections.bucketBits(),
            sections.nodes(),
            sections.records()),
        sections);
  }

  /** Where the rows of the same node and flag end; all must be of one and the same path. */
  private static int endOfRun(Rows rows, int[] order, int at) {
    int first = order[at];
    int end = at + 1;
    while (end < order.length
        && rows.node(order[end]) == rows.node(first)
        && rows.flag(order[end]) == rows.flag(first)) {
      if (rows.verifying(order[end]) != rows.verifying(first)) {
        // One list of ten million in 370,000 has such a pair.
        throw new IllegalStateException(
            "two entries have the same fingerprint under this key; compile with another key");
      }
      end++;
    }
    return end;
  }

  /** The categories of all rows of the policy that stands. */
  private static long mergedMeta(Rows rows, int[] order, int from, int to) {
    long meta = rows.meta(order[from]);
    long categories = 0;
    for (int at = from; at < to; at++) {
      long other = rows.meta(order[at]);
      if (Meta.policy(other) == Meta.policy(meta)) {
        categories |= Meta.categories(other);
      }
    }
    return Meta.of(Meta.policy(meta), categories);
  }

  private static long[] sortedUnique(LongArrayList values) {
    long[] sorted = values.toLongArray();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Long.MIN_VALUE;
    }
    LongArrays.parallelRadixSort(sorted);
    int unique = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[unique++] = sorted[i];
      }
    }
    for (int i = 0; i < unique; i++) {
      sorted[i] ^= Long.MIN_VALUE;
    }
    return Arrays.copyOf(sorted, unique);
  }

  private static String version(String listId, List<String> categories, Sections sections) {
    var digest = Digests.sha256();
    digest.update((listId + categories).getBytes(StandardCharsets.UTF_8));
    try {
      sections.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
  }
}
