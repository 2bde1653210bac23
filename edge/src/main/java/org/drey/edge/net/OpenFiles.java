package org.drey.edge.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** A check that this process may open as many files as its connections take. */
public final class OpenFiles {
  /**
   * The number of files that the process opens besides: measured were 117, jars and list files
   * above all.
   */
  static final int OTHERS = 200;

  private OpenFiles() {}

  /** Returns what is wrong, and how to repair it; nothing where there is no such limit. */
  public static Optional<String> tooFew(int connections) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? tooFew(connections, unix.getMaxFileDescriptorCount())
        : Optional.empty();
  }

  static Optional<String> tooFew(int connections, long limit) {
    int needed = connections + OTHERS;
    return limit < 0 || limit >= needed
        ? Optional.empty()
        : Optional.of(
            "%d connections take %d open files, and this process may have %d. Raise the limit"
                    .formatted(connections, needed, limit)
                + " (ulimit -n %d, LimitNOFILE=%d) or give fewer --connections"
                    .formatted(needed, needed));
  }
}
