package org.drey.local.up;

import java.io.PrintWriter;

/**
 * What a command of a cluster says while it is at work: each line at once.
 *
 * @param out the terminal
 */
record CommandProgress(PrintWriter out) {
  /** Says that something was done. */
  void done(String what) {
    out.println(what);
    out.flush();
  }

  /** Says that something begins. */
  void begun(String what) {
    done(what + " …");
  }
}
