package org.drey.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.drey.benchmarks.measure.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command says, and how. */
final class Output {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  @Option(names = "--check", description = "Exit with 1 if a target is missed.")
  private boolean check;

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Tells what is being done; not part of the result. */
  void progress(String doing) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(doing + " …");
    err.flush();
  }

  /** Prints the report; the exit status. */
  int tell(Report report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.toText());
    out.flush();
    if (json != null) {
      report.writeJson(json);
    }
    return check && !report.isMet() ? 1 : 0;
  }
}
