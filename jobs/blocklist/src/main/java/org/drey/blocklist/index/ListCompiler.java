package org.drey.blocklist.index;

import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;

/**
 * Turns entries into fingerprints, one after the other: no entry is held. The order in which they
 * come does not matter, and repeated entries count once. Not thread-safe; used once.
 */
public final class ListCompiler {
  private final String listId;
  private final ListKey key;
  private final List<String> categories = new ArrayList<>();
  private final EntryRows rows = new EntryRows();

  /** The type of each row's entry. */
  private final List<EntryType> types = new ArrayList<>();

  private final AncestorIndex ancestry = new AncestorIndex();
  private final EntryPath path = new EntryPath();
  private boolean topLevel;

  /** A compiler for one version of one list. */
  public ListCompiler(String listId, ListKey key) {
    this.listId = listId;
    this.key = key;
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalArgumentException if the list has more than 47 categories
   */
  public void add(ListEntry entry) {
    path.read(key.find(), entry);
    topLevel |= entry.type() == EntryType.DOMAIN && entry.host().indexOf('.') < 0;
    long id = key.idOf(entry);
    long meta = EntryFlags.of(entry.policy(), categories(entry.category()));
    int kind = RecordKind.of(entry.type());
    row(entry, path.last(), path.depth(), kind, id, meta);
    if (entry.type() == EntryType.EXACT_URL || entry.type() == EntryType.PATH_PREFIX) {
      row(entry, path.host(), path.hostDepth(), RecordKind.CARRIES, id, meta);
    }
  }

  /** The compiled list; its version is derived from its content. */
  public CompiledList finish() {
    return CompiledList.of(listId, key, categories, topLevel, rows, types, ancestry);
  }

  private void row(ListEntry entry, int at, int depth, int kind, long id, long meta) {
    long verifying = TreePath.at(key.verify(), entry.host(), entry.port(), entry.target(), depth);
    if (verifying == ListSegment.EMPTY) {
      throw new IllegalStateException("an entry looks like no entry; compile with another key");
    }
    rows.add(path.nodes().getLong(at), kind, verifying, id, meta);
    types.add(entry.type());
    ancestry.add(path.nodes(), at);
  }

  private long categories(String category) {
    if (category.isEmpty()) {
      return 0;
    }
    int known = categories.indexOf(category);
    if (known < 0) {
      known = categories.size();
      if (known == EntryFlags.MAX_CATEGORIES) {
        throw new IllegalArgumentException(
            "a list has at most " + EntryFlags.MAX_CATEGORIES + " categories; split it");
      }
      categories.add(category);
    }
    return 1L << known;
  }

  /** The smaller of two records for the same node and kind wins: by policy, then by id. */
  static int compare(long meta, long id, long otherMeta, long otherId) {
    int byPolicy = EntryFlags.policy(meta).compareTo(EntryFlags.policy(otherMeta));
    return byPolicy != 0 ? byPolicy : Long.compareUnsigned(id, otherId);
  }
}
