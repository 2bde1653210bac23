package org.drey.cli.alerts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.Results;
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

  /** Beside its place first, so that no half of a file is taken for the whole. */
  String write(Results results, String topic, Path output) throws IOException {
    Path part = output.resolveSibling("." + output.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        AlertExport.Writer writer = export.begin(out);
        PresentAlerts.each(results, topic, alert -> take(alert, writer));
        writer.end();
      }
      Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return String.format(Locale.ROOT, "%,d alerts: %s", written, output)
        + (leftOut == 0 ? "" : "; " + leftOut + " of young people left out (--victims)");
  }

  /** How many alerts were written. */
  long written() {
    return written;
  }

  private void take(Alert alert, AlertExport.Writer writer) throws IOException {
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
