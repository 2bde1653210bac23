package org.drey.cli.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.Results;
import org.drey.base.AtomicFile;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** Writes a format for the house. */
final class HouseExport {
  private final AlertExport export;
  private final Set<String> named;
  private final Set<String> members;
  private final boolean isAll;
  private final boolean victims;
  private long read;
  private long written;
  private long leftOut;

  HouseExport(AlertExport export, Set<String> named, @Nullable Case theCase, boolean victims) {
    this.export = export;
    this.named = named;
    this.members = new HashSet<>();
    if (theCase != null) {
      theCase.getMembers().stream().map(CaseMember::getAlertId).forEach(members::add);
    }
    this.isAll = named.isEmpty() && theCase == null;
    this.victims = victims || export.isForAnalysts();
  }

  /**
   * Writes the file; none, and none is replaced, if no record could be read.
   *
   * @return the exit status
   */
  int write(Results results, String topic, Path output) throws IOException {
    int[] status = {0};
    AtomicFile.writePrivate(
        output,
        out -> {
          AlertExport.Writer writer = export.begin(out);
          PresentAlerts.each(results, topic, alert -> take(alert, writer));
          writer.end();
          status[0] = UnreadRecords.status(results, read);
        });
    return status[0];
  }

  /** What was done, in words. */
  String done(Path output) {
    return String.format(Locale.ROOT, "%,d alert%s: %s", written, written == 1 ? "" : "s", output)
        + (leftOut == 0 ? "" : "; " + leftOut + " of young people left out (--victims)");
  }

  private void take(Alert alert, AlertExport.Writer writer) throws IOException {
    read++;
    boolean isNamed = named.contains(alert.getAlertId());
    if (!isAll && !isNamed && !members.contains(alert.getAlertId())) {
      return;
    }
    if (alert.getTrack() == Track.VICTIM && !victims && !isNamed) {
      leftOut++;
      return;
    }
    writer.write(alert);
    written++;
  }
}
