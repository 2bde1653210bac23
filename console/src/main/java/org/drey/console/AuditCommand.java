package org.drey.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.drey.alerts.handover.ExportAudit;
import org.drey.console.audit.AuditChain;
import org.drey.console.store.ConsoleDatabase;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey audit}: whether the audit is what was written, and a copy of it. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Checks the audit: who looked at what, and did what. Or copies the database.",
    footer = {
      "",
      "Each entry has the hash of the one before. Who may write the database can",
      "rewrite all of it, or cut it off; only a hash that is kept elsewhere shows",
      "that: the console logs one at its start and end and each hour with entries",
      "('audit head'). Name the newest by --head. Payloads that were erased are",
      "counted, not missed.",
      "",
      "--backup copies also while a console uses the file. A copy of the file alone,",
      "made otherwise, lacks what is in the file beside it whose name ends in -wal.",
      "This one is whole, and for its owner alone: it has tokens. It is not erased",
      "with the console's: delete it in time. On a server use pg_dump.",
      "",
      "Exit status: 0 as it was written, or copied; 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey audit --verify --database console.db",
      "  ./drey audit --verify --database console.db --head HASH",
      "  ./drey audit --verify --exports exports.jsonl",
      "  ./drey audit --backup monday.db"
    })
public final class AuditCommand implements Callable<Integer> {
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  @Option(names = "--verify", description = "Check that no entry was changed, left out or put in.")
  private boolean verify;

  @Option(
      names = "--backup",
      paramLabel = "FILE",
      description = "Copy the database, with the audit, to a file that is not there yet.")
  private @Nullable Path backup;

  @Option(
      names = "--database",
      paramLabel = "FILE|URL",
      description = "The console's database (default: ${DEFAULT-VALUE}).")
  private String database = "console.db";

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "A hash that was logged, which has to be among the entries.")
  private @Nullable String head;

  @Option(
      names = "--exports",
      paramLabel = "FILE",
      description = "The audit of './drey alerts export' instead, such as exports.jsonl.")
  private @Nullable Path exports;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (verify == (backup != null)) {
      throw WrongUse.of(spec, "--verify, --backup: one of them is needed");
    }
    return backup == null ? verify() : copy(backup);
  }

  private int verify() throws IOException {
    if (head != null && !HASH.matcher(head).matches()) {
      throw WrongUse.of(spec, "--head: all 64 digits of a hash that was logged, 0-9 and a-f");
    }
    if (exports != null) {
      return exports(exports);
    }
    if (!ConsoleDatabase.isServer(database)) {
      checkFile();
    }
    try (ConsoleDatabase store = ConsoleDatabase.openToRead(database)) {
      AuditChain.Result result =
          AuditChain.verify(store, head == null ? null : head.toLowerCase(Locale.ROOT));
      PrintWriter out = spec.commandLine().getOut();
      if (result.problem() != null) {
        throw new UserError(
            "The audit is not what was written: "
                + result.problem()
                + ". The "
                + result.entries()
                + " entries before are.");
      }
      if (!result.containsHead()) {
        throw new UserError(
            "The audit is a chain, but not the one of --head: entries were cut off, or all of it"
                + " was rewritten.");
      }
      out.println(
          "As it was written: "
              + result.entries()
              + " entries, "
              + result.erased()
              + " payloads erased. Head "
              + result.head());
      return 0;
    }
  }

  private int exports(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError("--exports: there is no file " + file);
    }
    long line = ExportAudit.verify(file);
    if (line > 0) {
      throw new UserError(
          file
              + ": line "
              + line
              + " is not what was written, or does not follow the one before it.");
    }
    spec.commandLine().getOut().println("As it was written: " + file);
    return 0;
  }

  private int copy(Path copy) throws IOException {
    if (head != null || exports != null) {
      throw WrongUse.of(spec, "--head, --exports: only with --verify");
    }
    if (ConsoleDatabase.isServer(database)) {
      throw new UserError("--database: pg_dump copies the database of a server");
    }
    checkFile();
    if (Files.exists(copy)) {
      throw new UserError(copy + " is there already: name another file");
    }
    ConsoleDatabase.copy(Path.of(database), copy);
    spec.commandLine().getOut().println("Copied to " + copy);
    return 0;
  }

  private void checkFile() {
    if (!Files.isRegularFile(Path.of(database))) {
      throw new UserError("--database: there is no file " + database);
    }
  }
}
