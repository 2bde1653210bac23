package org.drey.edge.splash.template;

/** For whom a page is worded. */
public enum PageAudience {
  ADULT,
  /** In simple words, for the devices of children. */
  CHILD
}
