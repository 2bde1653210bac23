package org.drey.blocklist;

/** The kind of an entry: what it covers. */
public enum EntryType {
  /** A name and everything below it. */
  DOMAIN,
  /** A name alone. */
  HOST,
  /** Every URL whose path begins with these segments. */
  PATH_PREFIX,
  /** One URL. */
  EXACT_URL
}
