package org.drey.blocklist.feed;

import java.util.Locale;
import java.util.Map;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.jspecify.annotations.Nullable;

/** Makes the entries of a feed; where it names no category or policy, they have the ones given. */
final class EntryFields {
  private static final String NO_ENTRY = "no entry";
  private static final String BAD_TYPE =
      "no type, or none of DOMAIN, HOST, PATH_PREFIX and EXACT_URL";
  private static final String BAD_CATEGORY =
      "a category has up to 64 letters, digits, hyphens and underscores";
  private static final String BAD_POLICY =
      "a policy other than CHILD_PROTECTION_LIST and PARENTAL_CONTROL";

  private static final Map<String, EntryType> TYPES =
      Map.ofEntries(
          Map.entry("DOMAIN", EntryType.DOMAIN),
          Map.entry("HOST", EntryType.HOST),
          Map.entry("HOSTNAME", EntryType.HOST),
          Map.entry("FQDN", EntryType.HOST),
          Map.entry("PATH_PREFIX", EntryType.PATH_PREFIX),
          Map.entry("PREFIX", EntryType.PATH_PREFIX),
          Map.entry("EXACT_URL", EntryType.EXACT_URL),
          Map.entry("URL", EntryType.EXACT_URL));

  private final String defaultCategory;
  private final ListPolicy defaultPolicy;

  /** Entries with these where the feed names none. */
  EntryFields(String defaultCategory, ListPolicy defaultPolicy) {
    this.defaultCategory = defaultCategory;
    this.defaultPolicy = defaultPolicy;
  }

  /** An entry of a feed that has a type and a text for each, and nothing else. */
  ListEntry entry(EntryType type, String text) throws ListEntry.EntryProblem {
    return ListEntry.of(type, text, defaultCategory, defaultPolicy);
  }

  /** An entry for a name that is canonical already. */
  ListEntry ofCanonical(EntryType type, String name) {
    return new ListEntry(type, name, -1, "", defaultCategory, defaultPolicy);
  }

  /**
   * An entry of named fields; case and surrounding blanks do not matter, and an empty field is
   * none.
   */
  ListEntry entry(
      @Nullable String type,
      @Nullable String entry,
      @Nullable String category,
      @Nullable String policy)
      throws ListEntry.EntryProblem {
    EntryType known = TYPES.get(word(type));
    if (known == null) {
      throw new ListEntry.EntryProblem(BAD_TYPE);
    }
    String text = entry == null ? "" : entry.strip();
    if (text.isEmpty()) {
      throw new ListEntry.EntryProblem(NO_ENTRY);
    }
    return ListEntry.of(known, FeedLines.word(text), category(category), policy(policy));
  }

  private String category(@Nullable String text) throws ListEntry.EntryProblem {
    if (text == null || text.isBlank()) {
      return defaultCategory;
    }
    if (!ListEntry.isCategory(text.strip())) {
      throw new ListEntry.EntryProblem(BAD_CATEGORY);
    }
    return text.strip();
  }

  private ListPolicy policy(@Nullable String text) throws ListEntry.EntryProblem {
    String word = word(text);
    if (word.isEmpty()) {
      return defaultPolicy;
    }
    for (ListPolicy policy : ListPolicy.values()) {
      if (policy.name().equals(word)) {
        return policy;
      }
    }
    throw new ListEntry.EntryProblem(BAD_POLICY);
  }

  private static String word(@Nullable String text) {
    return text == null
        ? ""
        : text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
