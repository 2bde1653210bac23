package org.drey.cli.blocklist;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.drey.blocklist.compile.CompileReport;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.drey.terminal.CountedNoun;
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
      out.println(JsonOutput.of(report));
    }
    list("refused", report.refusals(), report.totalRefused());
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
      out.println("list " + report.listId() + ", " + made(report) + " -> " + output + rest(report));
    }
    err.flush();
    out.flush();
  }

  /** A difference is to a list of that many entries; it has only what changed itself. */
  private static String made(CompileReport report) {
    String entries = CountedNoun.of(report.entries(), "entry", "entries") + " " + report.types();
    String base = report.baseVersion();
    if (base == null) {
      return "version " + report.version() + ": " + entries;
    }
    return base.equals(report.version())
        ? "version " + base + ": nothing changed, an empty difference"
        : "difference from version " + base + " to " + report.version() + ", which has " + entries;
  }

  private static String rest(CompileReport report) {
    return report.leftOut() == 0
        ? ""
        : "; "
            + CountedNoun.of(report.leftOut(), "malformed line", "malformed lines")
            + " left out";
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
