package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.Policy;

/**
 * Turns entries into fingerprints, one after the other: no entry is held. The order in which they
 * come does not matter, and repeated entries count once. Not thread-safe; used once.
 */
public final class ListCompiler {
  private final String listId;
  private final ListKey key;
  private final List<String> categories = new ArrayList<>();
  private final Rows rows = new Rows();

  /** Nodes that are passed on the way to an entry; many times over. */
  private final LongArrayList passed = new LongArrayList();

  private boolean topLevel;
  private final EntryPath path = new EntryPath();

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
    path.passedFirst(passed);
    topLevel |= entry.type() == EntryType.DOMAIN && entry.host().indexOf('.') < 0;
    long id = key.idOf(entry);
    long meta = Meta.of(entry.policy(), categories(entry.category()));
    int flag =
        switch (entry.type()) {
          case HOST, EXACT_URL -> Flags.SELF;
          case DOMAIN, PATH_PREFIX -> Flags.COVER;
        };
    row(entry, path.last(), path.depth(), flag, id, meta);
    if (entry.type() == EntryType.EXACT_URL || entry.type() == EntryType.PATH_PREFIX) {
      row(entry, path.host(), path.hostDepth(), Flags.CARRIES, id, meta);
    }
  }

  /** The compiled list; its version is derived from its content. */
  public CompiledList finish() {
    return CompiledList.of(listId, key.check(), categories, topLevel, passed, rows);
  }

  private void row(ListEntry entry, long node, int depth, int flag, long id, long meta) {
    long verifying = Steps.at(key.verify(), entry.host(), entry.port(), entry.target(), depth);
    rows.add(node, flag, verifying, id, meta, entry.type());
  }

  private long categories(String category) {
    if (category.isEmpty()) {
      return 0;
    }
    int known = categories.indexOf(category);
    if (known < 0) {
      known = categories.size();
      if (known == Meta.MAX_CATEGORIES) {
        throw new IllegalArgumentException(
            "a list has at most " + Meta.MAX_CATEGORIES + " categories; split it");
      }
      categories.add(category);
    }
    return 1L << known;
  }

  /** Of two records for the same node and flag the one that stands: by policy, then by id. */
  static boolean comesFirst(long meta, long id, long otherMeta, long otherId) {
    Policy policy = Meta.policy(meta);
    Policy other = Meta.policy(otherMeta);
    return policy != other ? policy.compareTo(other) < 0 : Long.compareUnsigned(id, otherId) < 0;
  }
}
