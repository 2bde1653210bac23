package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A list, ready to be asked. One array on the heap is searched, and a word of the mapped file
 * verifies each hit by a second keyed hash. What differences have changed lies in a small index of
 * the same kind, which is asked first. Holds no entry in the clear. Immutable, and safe to share
 * between threads: a process needs one.
 *
 * <p>{@link #findName} allocates nothing, {@link #findUrl} a hundred bytes or two; {@link #match}
 * makes their answer an object.
 */
public final class ListIndex implements ListMatcher {
  /** The result of a search that found nothing. */
  public static final long NOTHING = -1;

  private final ListLayer base;

  /** The changes of all differences together; null if there was none. */
  private final @Nullable ListLayer changes;

  private final IndexSearch search;
  private final ListVersion version;
  private final ListKey key;

  private ListIndex(ListLayer base, @Nullable ListLayer changes, ListKey key) {
    this.base = base;
    this.changes = changes;
    this.key = key;
    this.search = new IndexSearch(base, changes, key);
    this.version = header().list();
  }

  /**
   * Opens a whole list.
   *
   * @throws DamagedListException if it is a difference, was made with another key, was changed
   *     since or contradicts itself
   */
  public static ListIndex open(Path file, ListKey key) throws IOException {
    return of(ListFile.open(file, key), key);
  }

  /** As {@link #open}, for a file that is open: that it is genuine is known already. */
  public static ListIndex of(ListFile file, ListKey key) throws DamagedListException {
    checkKey(file, key);
    if (file.header().isDelta()) {
      throw new DamagedListException(
          file.header().listId(), "a difference, which needs the version before it");
    }
    ListLayer base = ListLayer.of(file);
    ListCheck.structure(base);
    return new ListIndex(base, null, key);
  }

  /** As {@link #with(List)}, for one difference. */
  public ListIndex with(ListFile delta) throws DamagedListException {
    return with(List.of(delta));
  }

  /**
   * A later version of this list. Costs what the differences have, not what the list has: this
   * version and that one share the rest. Lookups on this one go on meanwhile.
   *
   * @param deltas each from the version that the one before leads to, the first from this one
   * @throws DamagedListException if one belongs to another version, list or key
   */
  public ListIndex with(List<ListFile> deltas) throws DamagedListException {
    List<ListFile> all = new ArrayList<>();
    if (changes != null) {
      all.add(changes.file());
    }
    ListVersion reached = version;
    for (ListFile delta : deltas) {
      checkKey(delta, key);
      ListCheck.structure(delta);
      ListHeader header = delta.header();
      if (!header.listId().equals(reached.listId())
          || !reached.version().equals(header.baseVersion())) {
        throw new DamagedListException(
            header.listId(), "no difference from version " + reached.version());
      }
      reached = header.list();
      all.add(delta);
    }
    return all.isEmpty() ? this : new ListIndex(base, ListLayer.of(DeltaMerge.of(all, key)), key);
  }

  /** The version that its differences begin with. */
  public ListIndex base() {
    return changes == null ? this : new ListIndex(base, null, key);
  }

  /** Returns what the newest of its files says of itself. */
  public ListHeader header() {
    return changes == null ? base.header() : changes.header();
  }

  /** Returns which list, in which version. */
  public ListVersion version() {
    return version;
  }

  /** Returns how much of it is searched in memory, in bytes. */
  public long bytes() {
    return base.table().bytes() + (changes == null ? 0 : changes.table().bytes());
  }

  /**
   * Returns what applies to a subscriber whose profile asks for these categories of parental
   * control; for none of them, entries of child protection only.
   */
  public ProfileSelection selection(Collection<String> categories) {
    return ProfileSelection.of(categories, base.header().categories(), header().categories());
  }

  @Override
  public @Nullable ListMatch matchName(String canonicalName) {
    return match(findName(canonicalName, null));
  }

  @Override
  public @Nullable ListMatch matchUrl(HttpUrl url) {
    return match(findUrl(url, null));
  }

  /**
   * Decides for a name asked of DNS: the entry nearest the root that covers it, else the host of a
   * listed URL.
   *
   * @param name as {@link org.drey.blocklist.name.CanonicalName#of} gives it
   * @param selection what applies to the subscriber; null for all entries
   * @return for {@link #match}, or {@link #NOTHING}
   */
  public long findName(String name, @Nullable ProfileSelection selection) {
    return search.name(name, selection);
  }

  /**
   * Decides for a URL that was asked for: the entry nearest the root that covers it.
   *
   * @param selection what applies to the subscriber; null for all entries
   * @return for {@link #match}, or {@link #NOTHING}
   */
  public long findUrl(HttpUrl url, @Nullable ProfileSelection selection) {
    return search.url(url, selection);
  }

  /** Returns what was found, as an object; null for {@link #NOTHING}. */
  public @Nullable ListMatch match(long found) {
    if (found == NOTHING) {
      return null;
    }
    MatchKind kind = LookupResult.kind(found);
    ListLayer layer = search.layer(found);
    int place = LookupResult.place(found);
    long meta = layer.meta(place);
    return new ListMatch(
        ListKey.text(layer.id(place)),
        kind,
        kind == MatchKind.HOST_ONLY ? RequestDecision.INSPECT : RequestDecision.SPLASH,
        LookupResult.depth(found),
        EntryFlags.policy(meta),
        EntryFlags.category(meta, layer.header().categories()),
        version);
  }

  /**
   * Returns whether this very entry is in the list, for its policy; not whether another one covers
   * it.
   */
  public boolean has(ListEntry entry) {
    EntryPath path = new EntryPath();
    path.read(key.find(), entry);
    long node = path.nodes().getLong(path.last());
    return search.has(node, RecordKind.of(entry.type()), key.idOf(entry), entry.policy());
  }

  /** Returns how many of these ids are of entries in the list. Goes through all of it. */
  public int count(LongSet ids) {
    LongSet found = new LongOpenHashSet();
    for (ListLayer layer : changes == null ? List.of(base) : List.of(base, changes)) {
      RecordCursor at = layer.file().segment().records();
      while (at.next()) {
        int kind = RecordKind.of(at.bits());
        if (!RecordKind.isGone(at.bits())
            && kind != RecordKind.CARRIES
            && ids.contains(at.id())
            && search.has(at.node(), kind, at.id(), EntryFlags.policy(at.meta()))) {
          found.add(at.id());
        }
      }
    }
    return found.size();
  }

  @Override
  public String reference(ListMatch match, LocalDate day) {
    return key.reference(day, match.list().listId(), match.entryId());
  }

  /**
   * The id of the entry that a reference of a day stands for; nothing if it is not in this list.
   */
  public Optional<String> entryOf(String reference, LocalDate day) {
    Optional<String> found = changes == null ? Optional.empty() : entryOf(changes, reference, day);
    return found.isPresent() ? found : entryOf(base, reference, day);
  }

  private Optional<String> entryOf(ListLayer layer, String reference, LocalDate day) {
    RecordCursor at = layer.file().segment().records();
    while (at.next()) {
      String id = ListKey.text(at.id());
      if (key.reference(day, version.listId(), id).equals(reference)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "ListIndex[" + version + ", " + header().entries() + " entries]";
  }

  private static void checkKey(ListFile file, ListKey key) throws DamagedListException {
    if (!file.header().keyCheck().equals(key.check())) {
      throw new DamagedListException(
          file.header().listId(), "made with another key than the one given");
    }
  }

  /** Several differences, each from the version that the one before leads to, as one. */
  private static final class DeltaMerge {
    private DeltaMerge() {}

    /**
     * One difference for all of these, the oldest first; in halves, so that no record moves often.
     */
    static ListFile of(List<ListFile> deltas, ListKey key) {
      int half = deltas.size() / 2;
      return half == 0
          ? deltas.get(0)
          : of(of(deltas.subList(0, half), key), of(deltas.subList(half, deltas.size()), key), key);
    }

    /** Merges two files; for a record that both have, the newer one wins. */
    private static ListFile of(ListFile older, ListFile newer, ListKey key) {
      EntryRows rows = new EntryRows();
      RecordCursor was = older.segment().records();
      RecordCursor is = newer.segment().records();
      was.next();
      is.next();
      while (!was.isAtEnd() || !is.isAtEnd()) {
        int order = order(was, is);
        if (order < 0) {
          List<String> categories = older.header().categories();
          rows.add(was, EntryFlags.renumbered(was.meta(), categories, newer.header().categories()));
        } else {
          rows.add(is, is.meta());
          is.next();
        }
        if (order <= 0) {
          was.next();
        }
      }
      LongOpenHashSet passed = new LongOpenHashSet(older.segment().passed());
      for (long node : newer.segment().passed()) {
        passed.add(node);
      }
      FileSections changes = FileSections.changes(rows, passed);
      return CompiledList.difference(older.header().baseVersion(), newer.header(), changes, key)
          .inMemory();
    }

    private static int order(RecordCursor was, RecordCursor is) {
      if (was.isAtEnd() || is.isAtEnd()) {
        return was.isAtEnd() ? 1 : -1;
      }
      return was.compareTo(is.node(), RecordKind.of(is.bits()));
    }
  }
}
