package org.drey.blocklist;

/** On whose behalf an entry is enforced. */
public enum Policy {
  CHILD_PROTECTION_LIST,
  PARENTAL_CONTROL
}
