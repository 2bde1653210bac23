package org.drey.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.handover.SharingTerms;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.NoticeSender;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rules and configuration that jobs run with, as a command takes them that is not of rules. */
public final class RuleSelection {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Sigma rules to use instead of the catalogue.")
  private @Nullable Path rules;

  @Option(names = "--with-catalogue", description = "Use the catalogue beside --rules.")
  private boolean withCatalogue;

  @Option(names = "--config", paramLabel = "FILE", description = "The jobs' configuration.")
  private @Nullable Path config;

  /** Refuses a folder that is not there, or has no rules. */
  public void check() throws IOException {
    if (rules == null) {
      return;
    }
    if (!Files.exists(rules)) {
      throw new UserError("--rules: there is no file or folder " + rules);
    }
    if (RuleFile.readAll(rules).isEmpty()) {
      throw new UserError("--rules: there is no .yml file in " + rules);
    }
  }

  /** Returns what a hint has to repeat: these options as they were given, each after a blank. */
  public String written() {
    return (rules == null ? "" : " --rules " + rules)
        + (withCatalogue ? " --with-catalogue" : "")
        + (config == null ? "" : " --config " + config);
  }

  /** Returns whether there is a file of the configuration. */
  public boolean isConfigured() {
    return config != null;
  }

  /** Returns what the file says, or what applies without one. */
  public DreyConfiguration configuration() throws IOException {
    return config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config);
  }

  /** Returns the usual terms on which alerts go out, with the sender of the configuration. */
  public SharingTerms sharing() throws IOException {
    SharingTerms usual = SharingTerms.DEFAULT;
    NoticeSender sender = configuration().sender();
    return sender == null
        ? usual
        : new SharingTerms(usual.tlp(), usual.days(), sender.name(), sender.answerTo());
  }

  /** The rules that apply. */
  public List<RuleFile> files() throws IOException {
    List<RuleFile> files = new ArrayList<>();
    if (rules == null || withCatalogue) {
      files.addAll(RuleFile.catalogue());
    }
    if (rules != null) {
      files.addAll(RuleFile.readAll(rules));
    }
    return files;
  }

  /** The rules that apply, {@linkplain #check checked} and compiled. */
  public RuleSet compile() throws IOException {
    check();
    return StreamRegistry.compile(files(), configuration());
  }
}
