package org.drey.blocklist;

import org.jspecify.annotations.Nullable;

/**
 * One entry in the clear. Lives only while a list is read, and never says what it is.
 *
 * @param name the canonical name that DNS can see; null if the entry's host is an address
 * @param canonical what the entry's id is made of
 */
record ListEntry(EntryType type, @Nullable String name, String canonical) {
  @Override
  public String toString() {
    return "ListEntry[" + type + ", withheld]";
  }
}
