package org.drey.blocklist.index;

import java.io.IOException;

/** A list file that cannot be used, or not with what was given beside it. Names no entry. */
public final class DamagedListException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception with what is wrong.
   *
   * @param file the file's name
   * @param reason after "list file NAME: "
   */
  public DamagedListException(String file, String reason) {
    super("list file " + file + ": " + reason);
  }
}
