package org.drey.blocklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list read whole from its plain form ({@link PlainListReader}). Holds names in the clear, so it
 * is made where it is used: it cannot be serialized, and it never says what is in it.
 *
 * <p>The list's id is the file's name without its extension; its version is the first 12 hex digits
 * of the SHA-256 of the content.
 */
public final class Blocklist implements NameMatcher {
  private static final int VERSION_DIGITS = 12;
  private static final BinaryOperator<ListMatch> FIRST = BinaryOperator.minBy(ListMatch.PRECEDENCE);

  private final ListVersion version;
  private final int size;
  private final SuffixTable names;

  /** By the index of a name in {@link #names}: what decides for the name itself. */
  private final @Nullable ListMatch[] exact;

  /** By the same index: what decides for everything below the name. */
  private final @Nullable ListMatch[] below;

  private Blocklist(ListVersion version, List<ListEntry> entries, EntryIds ids) {
    this.version = version;
    this.size = entries.size();
    Map<String, ListMatch> exactByName = new LinkedHashMap<>();
    Map<String, ListMatch> belowByName = new LinkedHashMap<>();
    for (ListEntry entry : entries) {
      String name = entry.name();
      if (name != null) {
        ListMatch match = match(entry.type(), name, ids.of(entry), version);
        exactByName.merge(name, match, FIRST);
        if (entry.type() == EntryType.DOMAIN) {
          belowByName.merge(name, match, FIRST);
        }
      }
    }
    List<String> order = new ArrayList<>(exactByName.keySet());
    this.names = new SuffixTable(order);
    this.exact = order.stream().map(exactByName::get).toArray(ListMatch[]::new);
    this.below = order.stream().map(belowByName::get).toArray(ListMatch[]::new);
  }

  /**
   * Reads a list whose content is the key of its entry ids: who does not have the list cannot
   * invert them, and they change with every version.
   */
  public static Blocklist read(Path file) throws IOException {
    return of(listId(file), Files.readAllBytes(file), null);
  }

  /**
   * Reads a list with a key of its own, under which an entry keeps its id from version to version.
   */
  public static Blocklist read(Path file, byte[] key) throws IOException {
    return of(listId(file), Files.readAllBytes(file), key);
  }

  /**
   * Reads a list's content; one malformed line refuses it whole.
   *
   * @param key of the entry ids, not empty; null for the SHA-256 of the content
   */
  public static Blocklist of(String listId, byte[] content, byte @Nullable [] key)
      throws MalformedListException {
    byte[] digest = EntryIds.sha256(content);
    String version = HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
    EntryIds ids = new EntryIds(key == null ? digest : key);
    List<ListEntry> entries = PlainListReader.read(listId, content);
    return new Blocklist(new ListVersion(listId, version), entries, ids);
  }

  public ListVersion version() {
    return version;
  }

  /** How many different entries the list has, those included that DNS cannot see. */
  public int size() {
    return size;
  }

  @Override
  public @Nullable ListMatch matchCanonical(String canonicalName) {
    int hash = 0;
    for (int i = canonicalName.length() - 1; i > 0; i--) {
      hash = SuffixTable.step(hash, canonicalName.charAt(i));
      if (canonicalName.charAt(i - 1) == '.') {
        int found = names.find(canonicalName, i, hash);
        ListMatch domain = found < 0 ? null : below[found];
        if (domain != null) {
          return domain;
        }
      }
    }
    hash = SuffixTable.step(hash, canonicalName.charAt(0));
    int found = names.find(canonicalName, 0, hash);
    return found < 0 ? null : exact[found];
  }

  @Override
  public String toString() {
    return "Blocklist[" + version.listId() + " " + version.version() + ", " + size + " entries]";
  }

  private static ListMatch match(EntryType type, String name, String id, ListVersion version) {
    MatchKind kind =
        switch (type) {
          case DOMAIN -> MatchKind.DOMAIN;
          case HOST -> MatchKind.HOST;
          case PATH_PREFIX, EXACT_URL -> MatchKind.HOST_ONLY;
        };
    Decision decision = kind == MatchKind.HOST_ONLY ? Decision.INSPECT : Decision.SPLASH;
    int labels = 1 + (int) name.chars().filter(c -> c == '.').count();
    return new ListMatch(id, kind, decision, labels, Policy.CHILD_PROTECTION_LIST, version);
  }

  private static String listId(Path file) {
    Path fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
