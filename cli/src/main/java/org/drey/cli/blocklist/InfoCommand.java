package org.drey.cli.blocklist;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist info}: what a list file says of itself. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Says what a list file is. Needs no key.",
    footer = {
      "",
      "Without a key no one can know whether what it says is genuine; verify checks it.",
      "",
      "Exit status: 0 printed, 1 no list file or damaged, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist info kids.list",
      "  ./drey blocklist info kids.list --json"
    })
final class InfoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A compiled list or difference.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private record Info(@JsonUnwrapped ListHeader header, String mac, long bytes) {}

  @Override
  public Integer call() throws Exception {
    ListFile list = ListFile.openUnchecked(file);
    ListHeader header = list.header();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonOutput.of(new Info(header, list.mac(), Files.size(file))));
      return 0;
    }
    row(out, "list", header.listId());
    row(out, "version", header.version());
    if (header.isDelta()) {
      row(out, "difference from", String.valueOf(header.baseVersion()));
    }
    row(out, "entries", String.format("%,d", header.entries()));
    header.types().forEach((type, count) -> row(out, "  " + type, String.format("%,d", count)));
    if (!header.categories().isEmpty()) {
      row(out, "categories", String.join(", ", header.categories()));
    }
    row(out, "key check", header.keyCheck());
    row(out, "MAC", list.mac());
    row(out, "bytes", String.format("%,d", Files.size(file)));
    return 0;
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-18s %s%n", name, value);
  }
}
