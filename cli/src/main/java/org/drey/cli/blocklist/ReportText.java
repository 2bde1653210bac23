package org.drey.cli.blocklist;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.drey.blocklist.compile.CompileReport;
import org.drey.blocklist.compile.CompileReport.Refusal;
import picocli.CommandLine;

/** Prints the result of a compilation for a person to read. */
final class ReportText {
  private static final int MAX_LISTED = 20;

  private final PrintWriter out;
  private final PrintWriter err;

  ReportText(CommandLine line) {
    this.out = line.getOut();
    this.err = line.getErr();
  }

  void print(CompileReport report, Path output, boolean json) {
    if (json) {
      out.println(JsonLine.of(report));
    }
    list("refused", report.refusals(), report.refusedInAll());
    list(
        "approved",
        report.approvals(),
        report.approved().values().stream().mapToLong(Long::longValue).sum());
    list("left out, as approved", report.leftOutLines(), report.leftOut());
    report
        .unusedApprovals()
        .forEach(word -> err.println("note: nothing needed the approval of " + word));
    if (report.stopped() != null) {
      err.println("Nothing written: " + report.stopped());
    } else if (!json) {
      out.println(
          String.format(
              Locale.ROOT,
              "list %s, %sversion %s: %,d entries %s -> %s%s",
              report.listId(),
              report.baseVersion() == null
                  ? ""
                  : "difference from version " + report.baseVersion() + " to ",
              report.version(),
              report.entries(),
              report.types(),
              output,
              report.leftOut() == 0
                  ? ""
                  : String.format(
                      Locale.ROOT, "; %,d malformed line(s) left out", report.leftOut())));
    }
    err.flush();
    out.flush();
  }

  private void list(String what, List<Refusal> refusals, long count) {
    refusals.stream().limit(MAX_LISTED).forEach(refusal -> err.println(line(what, refusal)));
    if (count > Math.min(MAX_LISTED, refusals.size())) {
      err.printf(Locale.ROOT, "%s in total: %,d (--report FILE has more)%n", what, count);
    }
  }

  private static String line(String what, Refusal refusal) {
    return what
        + ": "
        + refusal.guard()
        + ", "
        + refusal.feed()
        + " line "
        + refusal.line()
        + (refusal.entryId() == null ? "" : ", entry " + refusal.entryId())
        + ": "
        + refusal.reason();
  }
}
