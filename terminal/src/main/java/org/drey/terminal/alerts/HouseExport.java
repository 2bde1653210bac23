package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.InternalScope;
import org.drey.alerts.handover.ExportAudit;
import org.drey.alerts.handover.HandoverPreview;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.base.AtomicFile;
import org.drey.base.PlainText;
import org.drey.base.Sha256Digests;
import org.drey.event.Alert;
import org.drey.terminal.UserError;

/** Writes a format for the house. */
final class HouseExport {
  private final String format;
  private final AlertExport export;
  private final InternalScope scope;
  private final Path trail;
  private final RuleBook words;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, String> held = new TreeMap<>();
  private long read;
  private long written;
  private long leftOut;

  HouseExport(String format, AlertExport export, InternalScope scope, Path trail, RuleBook words) {
    this.format = format;
    this.export = export;
    this.scope = scope;
    this.trail = trail;
    this.words = words;
  }

  /**
   * Writes the file, and before it is in place its line of the audit; neither, and no file is
   * replaced, if no record could be read.
   *
   * @return the exit status
   */
  int write(ResultSource results, String topic, Path output, ExportAudit.ExportActor who)
      throws IOException {
    int[] status = {0};
    AtomicFile.writePrivate(
        output,
        out -> {
          DigestOutputStream digested = new DigestOutputStream(out, Sha256Digests.sha256());
          AlertExport.Writer writer = export.begin(digested, words::sentences);
          PresentAlerts.each(results, topic, (alert, victims) -> take(alert, victims, writer));
          writer.end();
          if (written == 0 && !held.isEmpty()) {
            throw new UserError(
                "Nothing goes out of "
                    + results.name()
                    + ":\n"
                    + PlainText.text(String.join("\n", HandoverPreview.held(held))));
          }
          status[0] = UnreadRecords.status(results, read);
          String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
          ExportAudit.append(trail, line(output, sha256, who));
        });
    return status[0];
  }

  private String line(Path output, String sha256, ExportAudit.ExportActor who) {
    return ExportAudit.houseLine(
        new ExportAudit.AuditedExport(
            format,
            output.getFileName().toString(),
            sha256,
            scope.isAll() ? List.of() : ids,
            written),
        who,
        Instant.now());
  }

  /** Returns what was done, in words, a line each. */
  List<String> done(Path output) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%,d alert%s: %s", written, written == 1 ? "" : "s", output)
            + (leftOut == 0 ? "" : "; " + leftOut + " of young people left out (--victims)")
            + "; audit: "
            + trail);
    lines.addAll(HandoverPreview.held(held));
    return lines;
  }

  private void take(Alert alert, PossibleVictims victims, AlertExport.Writer writer)
      throws IOException {
    read++;
    switch (scope.of(alert, victims)) {
      case GOES -> {
        writer.write(victims.masked(alert));
        written++;
        if (!scope.isAll()) {
          ids.add(alert.getAlertId());
        }
      }
      case LEFT_OUT -> leftOut++;
      case HELD -> held.put(alert.getAlertId(), PossibleVictims.STAYS);
      case NOT_ASKED_FOR -> {
        return;
      }
    }
  }
}
