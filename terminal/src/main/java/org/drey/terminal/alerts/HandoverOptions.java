package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.handover.ExportAudit;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.HandoverFormat;
import org.drey.alerts.handover.SharingTerms;
import org.drey.alerts.handover.TrafficLight;
import org.drey.alerts.source.ResultFolder;
import org.drey.event.Verdict;
import org.drey.terminal.SystemAccount;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Options that only formats for others have. */
final class HandoverOptions {
  private static final int MAX_DAYS = 3650;
  private static final int LONGEST_NAME = 200;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description = "Verdicts that count though no job has taken them up yet.")
  private @Nullable Path verdicts;

  @Option(
      names = "--preview",
      description = "Prints what would go out, what stays and why, and the document; writes none.")
  private boolean preview;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "The file that gets a line of each export; else exports.jsonl beside --output.")
  private @Nullable Path audit;

  @Option(
      names = "--tlp",
      paramLabel = "LEVEL",
      converter = TlpConverter.class,
      description = "red (default) or amber+strict.")
  private TrafficLight tlp = SharingTerms.DEFAULT.tlp();

  @Option(
      names = "--expires",
      paramLabel = "DAYS",
      description = "For how long after its verdict an alert may go out and be kept (default 90).")
  private int days = SharingTerms.DEFAULT.days();

  @Option(
      names = "--organisation",
      paramLabel = "NAME",
      description = "Who hands on; else the 'sender' of --config, else it is not said.")
  private @Nullable String organisation;

  @Option(names = "--receiver", paramLabel = "NAME", description = "Who gets it, for the audit.")
  private @Nullable String receiver;

  @Option(
      names = "--analyst",
      paramLabel = "PSEUDONYM",
      description = "Who hands on, for the audit; the account that runs the command is there, too.")
  private @Nullable String analyst;

  @Mixin private GoamlOptions goaml = new GoamlOptions();

  /** Levels by the names that they have outside. */
  static final class TlpConverter implements ITypeConverter<TrafficLight> {
    @Override
    public TrafficLight convert(String value) {
      for (TrafficLight one : TrafficLight.values()) {
        if (one.word().equals(value.toLowerCase(Locale.ROOT))) {
          return one;
        }
      }
      throw new TypeConversionException("red or amber+strict, not '" + value + "'");
    }
  }

  boolean isPreview() {
    return preview;
  }

  /** Returns who hands on, and to whom, for the audit. */
  ExportAudit.ExportActor who() {
    return new ExportAudit.ExportActor(SystemAccount.name(), analyst, receiver);
  }

  /** The file of the audit, if it and the output may be written. */
  Path trail(CommandSpec spec, Path output) throws IOException {
    Path trail = audit == null ? output.resolveSibling("exports.jsonl") : audit;
    if (trail.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new ParameterException(
          spec.commandLine(), output + ": is the file of the audit; name another --output");
    }
    EarlierExport.check(spec, trail, ExportAudit::isOne, "audit of exports");
    return trail;
  }

  /**
   * Returns the terms on which alerts go out.
   *
   * @param usual terms, where no option says otherwise
   */
  SharingTerms sharing(CommandSpec spec, SharingTerms usual) {
    if (days < 1 || days > MAX_DAYS) {
      throw new ParameterException(spec.commandLine(), "--expires: 1 to " + MAX_DAYS + " days");
    }
    if (organisation != null && organisation.length() > LONGEST_NAME) {
      throw new ParameterException(
          spec.commandLine(), "--organisation: at most " + LONGEST_NAME + " characters");
    }
    String name = organisation == null ? usual.organisation() : organisation;
    return new SharingTerms(tlp, days, name, usual.answerTo());
  }

  /**
   * Reads those of {@code --verdicts}.
   *
   * @return how many lines could not be read
   */
  int verdicts(CommandSpec spec, List<Verdict> into) throws IOException {
    if (verdicts == null) {
      return 0;
    }
    if (!Files.isRegularFile(verdicts)) {
      throw new UserError("--verdicts: there is no file " + verdicts);
    }
    return ResultFolder.readFile(
        verdicts, Verdict.class, into::add, spec.commandLine().getErr()::println);
  }

  /**
   * Returns what writes a format.
   *
   * @param currency of amounts; null if it is not known
   */
  HandoverFormat format(ExportFormat of, @Nullable String currency) throws IOException {
    return of.document(goaml.terms(currency));
  }

  /** Refuses what does not fit the schema that was given. */
  void check(HandoverFormat format, String document) throws IOException {
    List<String> problems = format.problems(document);
    if (!problems.isEmpty()) {
      throw new UserError(
          "The draft does not fit "
              + goaml.schemaFile()
              + " (--mapping FILE has the codes of your country):\n  "
              + String.join("\n  ", problems));
    }
  }
}
