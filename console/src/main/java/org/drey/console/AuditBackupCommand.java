package org.drey.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.console.store.ConsoleDatabase;
import org.drey.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey audit backup}: a copy of the console's file, while it is in use. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Copies the console's database, with the audit, also while a console uses it.",
    footer = {
      "",
      "A copy of the file alone, made otherwise, lacks what is in the file beside it whose",
      "name ends in -wal. This one is whole, and for its owner alone: it has tokens. It is",
      "not erased with the console's: delete it in time. On a server use pg_dump.",
      "",
      "Exit status: 0 copied, 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey audit backup monday.db",
      "  ./drey audit verify --database monday.db"
    })
final class AuditBackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The copy; it must not be there.")
  private Path copy = Path.of("");

  @Option(
      names = "--database",
      paramLabel = "FILE",
      description = "The console's database (default: ${DEFAULT-VALUE}).")
  private String database = "console.db";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (ConsoleDatabase.isServer(database)) {
      throw new UserError("--database: pg_dump copies the database of a server");
    }
    if (!Files.isRegularFile(Path.of(database))) {
      throw new UserError("--database: there is no file " + database);
    }
    if (Files.exists(copy)) {
      throw new UserError(copy + " is there already: name another file");
    }
    ConsoleDatabase.copy(Path.of(database), copy);
    spec.commandLine().getOut().println("Copied to " + copy);
    return 0;
  }
}
