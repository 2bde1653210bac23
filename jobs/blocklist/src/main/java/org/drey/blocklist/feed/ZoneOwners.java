package org.drey.blocklist.feed;

import java.util.Locale;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/** Follows origins and owners through a response policy zone; returns the names in its rules. */
final class ZoneOwners {
  private static final String NO_OWNER = "a record without an owner";
  private static final String OUTSIDE = "a name outside the zone";
  private static final String OTHER_TRIGGER =
      "a rule about addresses or name servers, which no type of entry can express";
  private static final String OTHER_DIRECTIVE = "a directive other than $ORIGIN and $TTL";

  private static final Set<String> TRIGGERS =
      Set.of("rpz-ip", "rpz-client-ip", "rpz-nsip", "rpz-nsdname");

  private String origin = "";
  private @Nullable String apex;
  private @Nullable String owner;

  /** Takes a line that begins with a dollar sign. */
  void directive(String name, String value) throws ListEntry.EntryProblem {
    switch (name.toUpperCase(Locale.ROOT)) {
      case "$ORIGIN" -> {
        origin = full(value);
        apex = apex == null ? origin : apex;
      }
      case "$TTL" -> {}
      default -> throw new ListEntry.EntryProblem(OTHER_DIRECTIVE);
    }
  }

  /** The owner of the next record; what follows without an owner has the same. */
  void owner(String name) {
    owner = full(name);
  }

  /** A line could not be read, so that the owner of lines without one is unknown. */
  void forgetOwner() {
    owner = null;
  }

  /** The present owner is the zone itself: only the zone has a SOA record. */
  void isApex() {
    apex = owner;
  }

  /** Returns what the owner says within the zone: empty for the zone itself. */
  String trigger() throws ListEntry.EntryProblem {
    if (owner == null) {
      throw new ListEntry.EntryProblem(NO_OWNER);
    }
    String name = owner;
    if (apex != null && !apex.isEmpty()) {
      if (!name.equals(apex) && !name.endsWith("." + apex)) {
        throw new ListEntry.EntryProblem(OUTSIDE);
      }
      name = name.substring(0, Math.max(0, name.length() - apex.length() - 1));
    }
    if (TRIGGERS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      throw new ListEntry.EntryProblem(OTHER_TRIGGER);
    }
    return name;
  }

  private String full(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".")) {
      return lower.substring(0, lower.length() - 1);
    }
    if (lower.equals("@")) {
      return origin;
    }
    return origin.isEmpty() ? lower : lower + "." + origin;
  }
}
