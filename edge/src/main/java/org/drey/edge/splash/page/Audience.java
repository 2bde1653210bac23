package org.drey.edge.splash.page;

/** For whom a page is worded. */
public enum Audience {
  ADULT,
  /** In simple words, for the devices of children. */
  CHILD
}
