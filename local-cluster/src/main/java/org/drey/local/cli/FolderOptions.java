package org.drey.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.lists.ListSettings;
import org.drey.terminal.RuleSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every program that runs the jobs over a folder of files. */
public final class FolderOptions {
  @Mixin private InputOptions input = new InputOptions();

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "The results.")
  private Path output = Path.of("");

  @Mixin private RuleSelection rules = new RuleSelection();

  /** The folder of events. */
  public Path input() {
    return input.folder();
  }

  /** The folder for the results. */
  public Path output() {
    return output;
  }

  /** The configuration, with the public suffix list that applies. */
  public DreyConfiguration configuration() throws IOException {
    return input.with(rules.configuration());
  }

  /** The list, null for none. */
  public @Nullable ListSettings lists() {
    return input.lists();
  }

  /** The rules that apply. */
  public List<RuleFile> rules() throws IOException {
    return rules.files();
  }

  /** Files that are of no stream, each with what may have been meant. */
  public List<String> ignored() throws IOException {
    return input.ignored();
  }

  /** Finds what is wrong with the arguments before anything starts. */
  public void check() throws IOException {
    input.check(output);
    rules.check();
  }
}
