package org.drey.blocklist.index;

import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Walks down the tree of a list to the entry that decides. A name allocates nothing: what was found
 * is one number, as {@link LookupResult} makes it.
 */
final class IndexSearch {
  private static final long NOTHING = ListIndex.NOTHING;

  private final ListLayer base;
  private final @Nullable ListLayer changes;
  private final SipHash find;
  private final SipHash verify;

  /** True if a top-level domain is listed as a whole, which in most lists none is. */
  private final boolean hasTopLevel;

  /** Without it no record has to be read to know on whose behalf it is listed. */
  private final boolean hasParental;

  /** Searches a list, and before it what has changed since. */
  IndexSearch(ListLayer base, @Nullable ListLayer changes, ListKey key) {
    ListHeader newest = changes == null ? base.header() : changes.header();
    this.base = base;
    this.changes = changes;
    this.find = key.find();
    this.verify = key.verify();
    this.hasTopLevel = newest.topLevel();
    this.hasParental = newest.parental();
  }

  /** Returns whose record it is. */
  ListLayer layer(long found) {
    return changes == null || !LookupResult.isOfChanges(found) ? base : changes;
  }

  /** As {@link ListIndex#findName}. */
  long name(String text, @Nullable ProfileSelection selection) {
    AsciiBytes name = AsciiBytes.name(text);
    long top = NOTHING;
    if (hasTopLevel) {
      long found = topLevel(text, name, selection);
      if (protectsChildren(found)) {
        return found;
      }
      top = found;
    }
    long node = find.ofLabels(SipHash.START, name, name.end(), TreePath.FIRST);
    if (!isKnown(node)) {
      return top;
    }
    long found = descend(name, node, text.indexOf('.') < 0 ? 1 : TreePath.FIRST, selection);
    return top == NOTHING || protectsChildren(found) ? found : top;
  }

  /** As {@link ListIndex#findUrl}. */
  long url(HttpUrl url, @Nullable ProfileSelection selection) {
    UrlWalk walk = new UrlWalk(url, selection);
    if (hasTopLevel && url.hasName()) {
      long found = topLevel(url.host(), AsciiBytes.of(url.host()), selection);
      if (protectsChildren(found)) {
        return found;
      }
      walk.take(found);
    }
    TreePath.walk(find, url.host(), url.port(), walk.target, walk);
    return walk.decision();
  }

  private long topLevel(String text, AsciiBytes name, @Nullable ProfileSelection selection) {
    if (text.indexOf('.') < 0) {
      return NOTHING;
    }
    long node = TreePath.topLevel(find, name);
    return nameRecord(node, RecordKind.COVER, name, 1, selection);
  }

  /** From the first node of a name on: the covering entry nearest the root, else the name's own. */
  private long descend(
      AsciiBytes name, long first, int labels, @Nullable ProfileSelection selection) {
    long node = first;
    int depth = labels;
    int start = name.partStart();
    long parental = NOTHING;
    while (start > AsciiBytes.START) {
      long found = nameRecord(node, RecordKind.COVER, name, depth, selection);
      if (protectsChildren(found)) {
        return found;
      }
      parental = parental == NOTHING ? found : parental;
      if (!mayPass(node)) {
        return parental;
      }
      node = find.ofLabels(node, name, start - 1, 1);
      if (!isKnown(node)) {
        return parental;
      }
      start = name.partStart();
      depth++;
    }
    // In the order of precedence: the name alone, then the name with all below.
    for (int kind = RecordKind.SELF; kind <= RecordKind.COVER; kind++) {
      long found = nameRecord(node, kind, name, depth, selection);
      if (protectsChildren(found)) {
        return found;
      }
      parental = parental == NOTHING ? found : parental;
    }
    return parental != NOTHING
        ? parental
        : nameRecord(node, RecordKind.CARRIES, name, depth, selection);
  }

  /**
   * Returns whether an entry was found that goes before all of parental control, however near the
   * root.
   */
  private boolean protectsChildren(long found) {
    return found != NOTHING
        && (!hasParental || EntryFlags.policy(meta(found)) == ListPolicy.CHILD_PROTECTION_LIST);
  }

  private long nameRecord(
      long node, int kind, AsciiBytes name, int depth, @Nullable ProfileSelection selection) {
    long record = record(node, kind);
    if (record == NOTHING) {
      return NOTHING;
    }
    // Read before the hash is computed, which goes on while memory answers.
    long stored = stored(record);
    return stored == verifying(name, depth) && applies(record, selection)
        ? LookupResult.of(record, kind, false, depth)
        : NOTHING;
  }

  /** The verifying hash of the part of a name that is {@code depth} labels long. */
  private long verifying(AsciiBytes name, int depth) {
    int labels = Math.min(depth, TreePath.FIRST);
    long node = verify.ofLabels(SipHash.START, name, name.end(), labels);
    for (; labels < depth; labels++) {
      node = verify.ofLabels(node, name, name.partStart() - 1, 1);
    }
    return node;
  }

  /** Walks down a URL until an entry covers it or nothing lies below. */
  private final class UrlWalk implements TreePath.Visitor {
    private final HttpUrl url;
    private final String target;
    private final @Nullable ProfileSelection selection;
    private long found = NOTHING;
    private long parental = NOTHING;

    UrlWalk(HttpUrl url, @Nullable ProfileSelection selection) {
      this.url = url;
      this.target = url.pageTarget();
      this.selection = selection;
    }

    @Override
    public boolean node(long hash, int depth, TreePath.Part part) {
      boolean alone = part == TreePath.Part.HOST || part == TreePath.Part.TARGET;
      boolean path = part == TreePath.Part.ABOVE_TARGET || part == TreePath.Part.TARGET;
      return !(alone && take(verified(hash, RecordKind.SELF, path, depth)))
          && !take(verified(hash, RecordKind.COVER, path, depth))
          && mayPass(hash);
    }

    /** Returns whether this decides: an entry of parental control gives way to one further down. */
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

    private long verified(long hash, int kind, boolean path, int depth) {
      long record = record(hash, kind);
      return record != NOTHING && stored(record) == verifying(depth) && applies(record, selection)
          ? LookupResult.of(record, kind, path, depth)
          : NOTHING;
    }

    private long verifying(int depth) {
      return TreePath.at(verify, url.host(), url.port(), target, depth);
    }
  }

  /**
   * False if there is neither an entry at a node nor one below it. Asks the smaller filter first.
   */
  private boolean isKnown(long node) {
    return mayPass(node)
        || base.table().mayHave(node)
        || (changes != null && changes.table().mayHave(node));
  }

  /** False if no entry lies below a node. */
  private boolean mayPass(long node) {
    return base.table().mayPass(node) || (changes != null && changes.table().mayPass(node));
  }

  /** Returns whether a node has a record of this kind, entry and policy. */
  boolean has(long node, int kind, long id, ListPolicy policy) {
    long record = record(node, kind);
    return record != NOTHING
        && layer(record).id(LookupResult.place(record)) == id
        && EntryFlags.policy(meta(record)) == policy;
  }

  /** Returns where a node's record of a kind is; {@link ListIndex#NOTHING} for none. */
  private long record(long node, int kind) {
    if (changes != null) {
      int changed = changes.find(node, kind);
      if (changed != RecordTable.NOWHERE) {
        return changes.table().isGone(changed) ? NOTHING : LookupResult.ofChanges(changed);
      }
    }
    int place = base.find(node, kind);
    return place == RecordTable.NOWHERE ? NOTHING : place;
  }

  private long stored(long record) {
    return layer(record).verifying(LookupResult.place(record));
  }

  private long meta(long record) {
    return layer(record).meta(LookupResult.place(record));
  }

  private boolean applies(long record, @Nullable ProfileSelection selection) {
    return selection == null || selection.has(LookupResult.isOfChanges(record), meta(record));
  }
}
