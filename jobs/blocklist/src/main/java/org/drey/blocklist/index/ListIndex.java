package org.drey.blocklist.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.drey.blocklist.Decision;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A list, ready to be asked. One array on the heap is searched, and a record in the mapped file
 * verifies each hit by a second keyed hash. Holds no entry in the clear. Immutable, and safe to
 * share between threads: a process needs one.
 *
 * <p>{@link #findName} and {@link #findUrl} allocate nothing; {@link #match} makes their answer an
 * object.
 */
public final class ListIndex implements ListMatcher {
  /** What a search answers that found nothing. */
  public static final long NOTHING = -1;

  private final NodeTable table;

  /** The newest difference first, the base last. */
  private final ListFile[] files;

  private final Search search;
  private final ListVersion version;
  private final ListKey key;

  private ListIndex(NodeTable table, ListFile[] files, ListKey key) {
    this.table = table;
    this.files = files;
    this.key = key;
    this.search = new Search(table, files, key);
    this.version = files[0].header().list();
  }

  /**
   * Opens a whole list.
   *
   * @throws DamagedListException if it is a difference, or was made with another key
   */
  public static ListIndex open(Path file, ListKey key) throws IOException {
    return of(ListFile.open(file), key);
  }

  /** As {@link #open}, for a file that is open. */
  public static ListIndex of(ListFile file, ListKey key) throws DamagedListException {
    checkKey(file, key);
    if (file.header().isDelta()) {
      throw new DamagedListException(
          file.header().listId(), "a difference, which needs the version before it");
    }
    return new ListIndex(NodeTable.of(file.segment()), new ListFile[] {file}, key);
  }

  /**
   * The next version of this list. Lookups on this one go on meanwhile; both are in memory until
   * this one is let go.
   *
   * @throws DamagedListException if the difference belongs to another version, list or key
   */
  public ListIndex with(ListFile delta) throws DamagedListException {
    checkKey(delta, key);
    ListHeader header = delta.header();
    if (!header.listId().equals(version.listId())
        || !version.version().equals(header.baseVersion())) {
      throw new DamagedListException(
          header.listId(), "no difference from version " + version.version());
    }
    if (files.length == Search.MAX_FILES) {
      throw new DamagedListException(header.listId(), "too many differences; publish it whole");
    }
    ListFile[] all = new ListFile[files.length + 1];
    all[0] = delta;
    System.arraycopy(files, 0, all, 1, files.length);
    return new ListIndex(table.with(delta.segment()), all, key);
  }

  /** What the newest of its files says of itself. */
  public ListHeader header() {
    return files[0].header();
  }

  /** Which list, in which version. */
  public ListVersion version() {
    return version;
  }

  /** How much of it is on the heap, in bytes. */
  public long bytes() {
    return table.bytes();
  }

  /**
   * What applies to a subscriber whose profile asks for these categories of parental control; for
   * none of them, entries of child protection only.
   */
  public Selection selection(Collection<String> categories) {
    return Selection.of(categories, files);
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
  public long findName(String name, @Nullable Selection selection) {
    return search.name(name, selection);
  }

  /**
   * Decides for a URL that was asked for: the entry nearest the root that covers it.
   *
   * @param selection what applies to the subscriber; null for all entries
   * @return for {@link #match}, or {@link #NOTHING}
   */
  public long findUrl(HttpUrl url, @Nullable Selection selection) {
    return search.url(url, selection);
  }

  /** What was found, as an object; null for {@link #NOTHING}. */
  public @Nullable ListMatch match(long found) {
    if (found == NOTHING) {
      return null;
    }
    MatchKind kind = Search.kind(found);
    ListFile file = files[Search.file(found)];
    int record = Search.record(found);
    long meta = file.segment().meta(record);
    return new ListMatch(
        ListKey.text(file.segment().id(record)),
        kind,
        kind == MatchKind.HOST_ONLY ? Decision.INSPECT : Decision.SPLASH,
        Search.depth(found),
        Meta.policy(meta),
        Meta.category(meta, file.header().categories()),
        version);
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
}
