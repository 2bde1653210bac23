package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.publish.FileModes;
import org.xbill.DNS.Name;

/**
 * Checks for what would give the list away or keep the zone from working, before anything starts.
 */
public final class StartChecks {
  private final List<String> problems = new ArrayList<>();

  /** Nothing looked at yet. */
  public StartChecks() {}

  /** Returns what is wrong, each with how to repair it; empty if nothing is. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** A file that holds names or a secret must not be open to others. */
  public StartChecks file(String what, Path file) throws IOException {
    FileModes.problem(what, file).ifPresent(problems::add);
    return this;
  }

  /**
   * A primary must have the zone, accept the key, and reveal nothing to a client without it.
   *
   * @param allowOpen whether it may still serve the zone to anyone
   */
  public StartChecks primary(PrimaryServer primary, ZoneSettings zone, boolean allowOpen) {
    Name origin = zone.origin();
    String name = origin.toString(true);
    try {
      primary.serial(origin);
      primary.transfer(zone);
      if (!allowOpen && primary.givesTransferToAnyone(origin)) {
        problems.add(
            "the primary at %s gives zone %s, and with it the list, to anyone: set allow-transfer"
                    .formatted(primary.place(), name)
                + " { key NAME; }; for it, or pass --allow-open-transfer");
      }
      if (!allowOpen && primary.answersAnyone(origin)) {
        problems.add(
            "the primary at %s answers anyone's questions about zone %s: set allow-query { key"
                    .formatted(primary.place(), name)
                + " NAME; }; for it, or pass --allow-open-transfer");
      }
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return this;
  }
}
