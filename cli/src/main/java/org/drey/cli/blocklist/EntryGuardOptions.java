package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.blocklist.compile.CanaryGuard;
import org.drey.blocklist.compile.EntryApprovals;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.PopularGuard;
import org.drey.blocklist.name.PublicSuffixes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of what keeps entries out, of a list and of a resolver's zone alike. */
public final class EntryGuardOptions {
  @Option(
      names = "--popular",
      paramLabel = "FILE",
      description = "Popular names, one a line, instead of the list that ships with Drey.")
  private @Nullable Path popular;

  @Option(
      names = "--psl",
      paramLabel = "FILE",
      description = "A public suffix list, instead of the one that ships with Drey.")
  private @Nullable Path suffixes;

  @Option(
      names = "--canary",
      paramLabel = "FILE",
      description = "Safe names and URLs, one a line, instead of the list that ships with Drey.")
  private @Nullable Path canary;

  @Option(
      names = "--approve",
      paramLabel = "WORD",
      description = "Lets pass what a guard refuses, or an entry by its id. May be repeated.")
  private List<String> approve = new ArrayList<>();

  /** The guards asked for; reads their files. */
  public List<EntryGuard> guards() throws IOException {
    return EntryGuard.of(
        suffixes == null ? PublicSuffixes.bundled() : PublicSuffixes.read(suffixes),
        popular == null ? PopularGuard.shipped() : PopularGuard.read(popular),
        canary == null ? CanaryGuard.shipped() : CanaryGuard.read(canary));
  }

  /** The files that were given for them, in an order that stays. */
  public List<Path> files() {
    return Stream.of(suffixes, popular, canary).filter(Objects::nonNull).toList();
  }

  /** Returns what may pass although a guard objects. */
  public EntryApprovals approvals(List<EntryGuard> guards, CommandSpec spec) {
    try {
      return EntryApprovals.of(approve, guards);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--approve: " + e.getMessage());
    }
  }
}
