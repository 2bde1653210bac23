package org.drey.cli.blocklist;

import java.time.Duration;
import org.drey.blocklist.publish.ListAge;
import org.drey.terminal.UserError;
import picocli.CommandLine.Option;

/** Option of how old a list may be. */
public final class StaleOption {
  @Option(
      names = "--stale-after",
      paramLabel = "HOURS",
      description =
          "The age above which a list is stale (default: ${DEFAULT-VALUE}), as blocklist.max_age"
              + " in the configuration of the jobs.")
  private long hours = ListAge.USUAL_MAX.toHours();

  /** The age; a {@link UserError} if it is none. */
  public Duration maxAge() {
    if (hours < 0 || hours > Integer.MAX_VALUE) {
      throw new UserError("--stale-after: hours, 0 or more");
    }
    return Duration.ofHours(hours);
  }
}
