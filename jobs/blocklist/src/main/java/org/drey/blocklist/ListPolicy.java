package org.drey.blocklist;

/** On whose behalf an entry is enforced. */
public enum ListPolicy {
  CHILD_PROTECTION_LIST,
  PARENTAL_CONTROL
}
