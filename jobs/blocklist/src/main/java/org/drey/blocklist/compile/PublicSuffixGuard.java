package org.drey.blocklist.compile;

import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.name.PublicSuffixes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names below which unrelated people have theirs: public suffixes, also of the private
 * section such as a hosting firm's, and all names of one label.
 */
public final class PublicSuffixGuard implements EntryGuard {
  private final PublicSuffixes suffixes;

  /** A guard by this list. */
  public PublicSuffixGuard(PublicSuffixes suffixes) {
    this.suffixes = suffixes;
  }

  @Override
  public String name() {
    return "public-suffix";
  }

  @Override
  public @Nullable String refuses(ListEntry entry) {
    boolean name = entry.type() == EntryType.DOMAIN || entry.type() == EntryType.HOST;
    return name && suffixes.registeredDomain(entry.host()) == null
        ? "a public suffix, below which unrelated people have their names"
        : null;
  }
}
