package org.drey.blocklist.compile;

import org.drey.blocklist.ListEntry;
import org.drey.blocklist.name.PublicSuffixes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names below which unrelated people have theirs: public suffixes, also of the private
 * section such as a hosting firm's, domains with such suffixes in them, and all names of one label.
 */
public final class PublicSuffixGuard implements EntryGuard {
  private static final String SUFFIX =
      "a public suffix, below which unrelated people have their names";
  private static final String ABOVE_SUFFIXES = "a domain with public suffixes in it";

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
    String host = entry.host();
    return switch (entry.type()) {
      case DOMAIN ->
          isSuffix(host) ? SUFFIX : suffixes.hasSuffixesBelow(host) ? ABOVE_SUFFIXES : null;
      case HOST -> isSuffix(host) ? SUFFIX : null;
      case PATH_PREFIX ->
          entry.hasName() && entry.target().equals("/") && isSuffix(host) ? SUFFIX : null;
      case EXACT_URL -> null;
    };
  }

  private boolean isSuffix(String host) {
    return suffixes.registeredDomain(host) == null;
  }
}
