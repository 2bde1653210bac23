package org.drey.blocklist.index;

import org.drey.blocklist.MatchKind;
import org.drey.blocklist.Policy;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Walks down the tree of a list to the entry that decides. A name allocates nothing.
 *
 * <p>What was found is one number: depth, flag, whether the node lies on a path, file and record.
 */
final class Search {
  private static final int DEPTH_SHIFT = 48;
  private static final int FLAG_SHIFT = 44;
  private static final int PATH_SHIFT = 43;
  private static final int FILE_SHIFT = 32;

  /** How many files a list may be made of. */
  static final int MAX_FILES = 1 << (PATH_SHIFT - FILE_SHIFT);

  private static final long NOTHING = ListIndex.NOTHING;

  private final NodeTable table;
  private final ListFile[] files;
  private final SipHash find;
  private final SipHash verify;

  /** Whether a top-level domain is listed as a whole, which in most lists none is. */
  private final boolean hasTopLevel;

  /** Without it no record has to be read to know on whose behalf it stands. */
  private final boolean hasParental;

  /** Searches a table whose records are in these files, the newest first. */
  Search(NodeTable table, ListFile[] files, ListKey key) {
    this.table = table;
    this.files = files;
    this.find = key.find();
    this.verify = key.verify();
    this.hasTopLevel = files[0].header().topLevel();
    this.hasParental = files[0].header().parental();
  }

  static int depth(long found) {
    return (int) (found >>> DEPTH_SHIFT);
  }

  static MatchKind kind(long found) {
    return Flags.kind((int) (found >>> FLAG_SHIFT) & Flags.ALL, (found >>> PATH_SHIFT & 1) == 1);
  }

  static int file(long found) {
    return (int) (found >>> FILE_SHIFT) & (MAX_FILES - 1);
  }

  static int record(long found) {
    return (int) found;
  }

  /** As {@link ListIndex#findName}. */
  long name(String text, @Nullable Selection selection) {
    Ascii name = Ascii.name(text);
    long top = NOTHING;
    if (hasTopLevel) {
      long found = topLevel(text, name, selection);
      if (protectsChildren(found)) {
        return found;
      }
      top = found;
    }
    long node = find.of(SipHash.START, name.bytes(), Ascii.START, name.end(), Steps.FIRST);
    long at = table.find(node);
    if (at == NodeTable.NOWHERE) {
      return top;
    }
    long found = descend(name, node, at, selection);
    return top == NOTHING || protectsChildren(found) ? found : top;
  }

  /** As {@link ListIndex#findUrl}. */
  long url(HttpUrl url, @Nullable Selection selection) {
    UrlWalk walk = new UrlWalk(url, selection);
    if (hasTopLevel && url.hasName()) {
      long found = topLevel(url.host(), Ascii.of(url.host()), selection);
      if (protectsChildren(found)) {
        return found;
      }
      walk.take(found);
    }
    Steps.walk(find, url.host(), url.port(), url.matchTarget(), walk);
    return walk.decision();
  }

  private long topLevel(String text, Ascii name, @Nullable Selection selection) {
    if (text.indexOf('.') < 0) {
      return NOTHING;
    }
    long node = Steps.topLevel(find, name);
    return nameRecord(node, table.find(node), Flags.COVER, name, 1, selection);
  }

  /** From the first node of a name on: the covering entry nearest the root, else the name's own. */
  private long descend(Ascii name, long first, long firstAt, @Nullable Selection selection) {
    byte[] bytes = name.bytes();
    long node = first;
    long at = firstAt;
    int depth = 1;
    int start = SipHash.start(bytes, Ascii.START, name.end());
    if (start > Ascii.START) {
      start = SipHash.start(bytes, Ascii.START, start - 1);
      depth = Steps.FIRST;
    }
    long parental = NOTHING;
    while (start > Ascii.START) {
      long found = nameRecord(node, at, Flags.COVER, name, depth, selection);
      if (protectsChildren(found)) {
        return found;
      }
      parental = parental == NOTHING ? found : parental;
      if ((NodeTable.flagsOf(at) & Flags.BELOW) == 0) {
        return parental;
      }
      node = find.of(node, bytes, Ascii.START, start - 1, 1);
      at = table.find(node);
      if (at == NodeTable.NOWHERE) {
        return parental;
      }
      start = SipHash.start(bytes, Ascii.START, start - 1);
      depth++;
    }
    // In the order of precedence: the name alone, then the name with all below.
    for (int flag = Flags.SELF; flag <= Flags.COVER; flag <<= 1) {
      long found = nameRecord(node, at, flag, name, depth, selection);
      if (protectsChildren(found)) {
        return found;
      }
      parental = parental == NOTHING ? found : parental;
    }
    return parental != NOTHING
        ? parental
        : nameRecord(node, at, Flags.CARRIES, name, depth, selection);
  }

  /** Whether an entry was found that goes before all of parental control, however near the root. */
  private boolean protectsChildren(long found) {
    return found != NOTHING
        && (!hasParental
            || Meta.policy(files[file(found)].segment().meta(record(found)))
                == Policy.CHILD_PROTECTION_LIST);
  }

  private long nameRecord(
      long node, long at, int flag, Ascii name, int depth, @Nullable Selection selection) {
    long record = record(node, at, flag);
    if (record == NOTHING) {
      return NOTHING;
    }
    // Read before the hash is computed, which goes on while memory answers.
    long stored = stored(record);
    return stored == verifying(name, depth) && applies(record, selection)
        ? packed(record, flag, false, depth)
        : NOTHING;
  }

  /** The verifying hash of the part of a name that is {@code depth} labels long. */
  private long verifying(Ascii name, int depth) {
    int first = Math.min(depth, Steps.FIRST);
    int end = name.end();
    long node = verify.of(SipHash.START, name.bytes(), Ascii.START, end, first);
    for (int labels = 0; labels < depth; labels++) {
      if (labels >= first) {
        node = verify.of(node, name.bytes(), Ascii.START, end, 1);
      }
      end = SipHash.start(name.bytes(), Ascii.START, end) - 1;
    }
    return node;
  }

  /** Walks down a URL until an entry covers it or nothing lies below. */
  private final class UrlWalk implements Steps.Visitor {
    private final HttpUrl url;
    private final @Nullable Selection selection;
    private long found = NOTHING;
    private long parental = NOTHING;

    UrlWalk(HttpUrl url, @Nullable Selection selection) {
      this.url = url;
      this.selection = selection;
    }

    @Override
    public boolean node(long hash, int depth, Steps.Part part) {
      long at = table.find(hash);
      boolean alone = part == Steps.Part.HOST || part == Steps.Part.TARGET;
      boolean path = part == Steps.Part.ABOVE_TARGET || part == Steps.Part.TARGET;
      boolean decided = alone && take(verified(hash, at, Flags.SELF, path, depth));
      decided = decided || take(verified(hash, at, Flags.COVER, path, depth));
      return !decided && (NodeTable.flagsOf(at) & Flags.BELOW) != 0;
    }

    /** Whether this decides: an entry of parental control gives way to one further down. */
    private boolean take(long candidate) {
      if (protectsChildren(candidate)) {
        found = candidate;
        return true;
      }
      parental = parental == NOTHING ? candidate : parental;
      return false;
    }

    private long decision() {
      return found == NOTHING ? parental : found;
    }

    private long verified(long hash, long at, int flag, boolean path, int depth) {
      long record = record(hash, at, flag);
      return record != NOTHING && stored(record) == verifying(depth) && applies(record, selection)
          ? packed(record, flag, path, depth)
          : NOTHING;
    }

    private long verifying(int depth) {
      return Steps.at(verify, url.host(), url.port(), url.matchTarget(), depth);
    }
  }

  /**
   * The record of a node's flag in the newest file that has the node.
   *
   * @param at what the table has found
   * @return the file, and the record in the lower 32 bits; {@link ListIndex#NOTHING} for none
   */
  private long record(long node, long at, int flag) {
    if ((NodeTable.flagsOf(at) & flag) == 0) {
      return NOTHING;
    }
    if (files.length == 1) {
      return NodeTable.recordOf(at, flag);
    }
    int file = 0;
    int record = Segment.NONE;
    while (record == Segment.NONE && file < files.length) {
      record = files[file].segment().record(node, flag);
      file += record == Segment.NONE ? 1 : 0;
    }
    return record < 0 ? NOTHING : (long) file << FILE_SHIFT | record;
  }

  private long stored(long record) {
    return files[(int) (record >>> FILE_SHIFT)].segment().verifying((int) record);
  }

  private boolean applies(long record, @Nullable Selection selection) {
    int file = (int) (record >>> FILE_SHIFT);
    return selection == null || selection.has(file, files[file].segment().meta((int) record));
  }

  private static long packed(long record, int flag, boolean path, int depth) {
    return record
        | (long) Math.min(depth, Short.MAX_VALUE) << DEPTH_SHIFT
        | (long) flag << FLAG_SHIFT
        | (path ? 1L : 0L) << PATH_SHIFT;
  }
}
