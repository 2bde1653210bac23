package org.drey.blocklist;

/** The way in which an entry was met: as what it is, or only by the host of a listed URL. */
public enum MatchKind {
  DOMAIN,
  HOST,
  PATH_PREFIX,
  EXACT_URL,
  /** The name merely carries a listed URL; the URL itself was not seen. */
  HOST_ONLY;

  /** Returns whether such an entry covers what lies below it too. */
  boolean coversMore() {
    return this == DOMAIN || this == PATH_PREFIX;
  }
}
