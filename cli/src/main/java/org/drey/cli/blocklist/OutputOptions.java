package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.base.RegularFile;
import org.drey.blocklist.compile.ListCompilation;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of what a compilation writes. */
final class OutputOptions {
  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The list file.")
  private Path output = Path.of("");

  @Option(
      names = "--whole",
      paramLabel = "FILE",
      description = "With --delta: writes the whole list too, to take the next difference from.")
  private @Nullable Path whole;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes a report as JSON.")
  private @Nullable Path report;

  /** The list file. */
  Path output() {
    return output;
  }

  /**
   * Checks that nothing is read and written, nothing is written twice, and a list replaces only a
   * list.
   *
   * @param isDelta whether a difference is asked for
   */
  void check(CommandSpec spec, Collection<Path> read, boolean isDelta) throws IOException {
    if (whole != null && !isDelta) {
      throw wrong(spec, "--whole: only with --delta");
    }
    Set<Path> taken = new HashSet<>();
    read.forEach(path -> taken.add(absolute(path)));
    for (Path written : Stream.of(output, whole, report).filter(Objects::nonNull).toList()) {
      if (!taken.add(absolute(written))) {
        throw wrong(
            spec, written + ": is read or written by this command already; name another file");
      }
      RegularFile.checkReplaceable(written); // before it is compiled
      boolean isList = !written.equals(report);
      if (isList && Files.isRegularFile(written) && !ListFile.isCompiled(written)) {
        throw wrong(spec, written + ": is there and is no compiled list; it is not replaced");
      }
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Writes what came out. */
  void write(ListCompilation.Outcome outcome, CompileProgress progress) throws IOException {
    CompiledList list = outcome.list();
    if (list != null) {
      progress.writing();
      AtomicFile.writeList(output, list::writeTo);
    }
    CompiledList wholeList = outcome.whole();
    if (whole != null && wholeList != null) {
      AtomicFile.writeList(whole, wholeList::writeTo);
    }
    progress.clear();
    if (report != null) {
      byte[] text = (outcome.report().toJson() + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(report, out -> out.write(text));
    }
  }
}
