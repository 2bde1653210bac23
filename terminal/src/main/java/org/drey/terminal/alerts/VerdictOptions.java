package org.drey.terminal.alerts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.drey.alerts.decide.ProposedVerdicts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRequest;
import org.drey.rules.verdict.VerdictType;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a verdict beside its type and its reason. */
final class VerdictOptions {
  private static final Pattern PSEUDONYM = Pattern.compile("[^\\s\\p{Cntrl}]+");

  @Option(
      names = "--analyst",
      required = true,
      paramLabel = "NAME",
      description = "Who decides: a pseudonym, no person's name; it is kept.")
  private String analyst = "";

  @Option(
      names = "--second-analyst",
      paramLabel = "NAME",
      description = "Another person, who has given the same verdict before and waits for a second.")
  private @Nullable String second;

  @Option(
      names = "--suppress",
      paramLabel = "FAMILY",
      description = "Findings of this family are not to count for a while; can be repeated.")
  private List<String> suppress = List.of();

  @Option(
      names = "--suppress-days",
      paramLabel = "N",
      description = "For so many days, 1 to 90 (default: 30).")
  private @Nullable Long suppressDays;

  @Option(
      names = "--benign-class",
      paramLabel = "BEN-xx",
      description = "The benign indicator that explains the alert.")
  private @Nullable String benignClass;

  @Option(
      names = "--takes-back",
      paramLabel = "VERDICT_ID",
      description = "The verdict that REOPENED undoes; 'show' lists them.")
  private @Nullable String takesBack;

  @Option(
      names = "--note-ref",
      paramLabel = "REF",
      description = "The place of your notes; no text of them.")
  private @Nullable String noteRef;

  @Option(
      names = "--same-as",
      paramLabel = "ID",
      description =
          "The alert or case that has it already, by its first letters or all of them; with"
              + " DUPLICATE, and required there.")
  private @Nullable String sameAs;

  /** The id that {@code --same-as} names; null if none. */
  @Nullable String sameAs() {
    return sameAs;
  }

  void check(CommandSpec spec) {
    checkName("--analyst", analyst, spec);
    if (second != null) {
      checkName("--second-analyst", second, spec);
      if (second.equalsIgnoreCase(analyst)) {
        throw new ParameterException(
            spec.commandLine(),
            "--second-analyst: another person than --analyst; "
                + second
                + (second.equals(analyst) ? " is" : " and " + analyst + " are")
                + " the same person");
      }
    }
    if (sameAs != null && noteRef != null) {
      throw new ParameterException(
          spec.commandLine(), "--note-ref: not with --same-as, which is kept in its place");
    }
    if (suppressDays != null && suppress.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--suppress-days: only with --suppress, whose days they are");
    }
  }

  private static void checkName(String option, String name, CommandSpec spec) {
    if (!PSEUDONYM.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": a pseudonym without blanks, such as a17; no person's name");
    }
  }

  /** Refuses a second analyst who has not given that verdict on all that the alert has now. */
  void checkAgrees(VerdictType verdict, VerdictHistory history) {
    if (second != null
        && ProposedVerdicts.of(history, true).ofOthers(analyst).stream()
            .filter(one -> one.getAnalyst().equalsIgnoreCase(second))
            .noneMatch(one -> ProposedVerdicts.agrees(one, verdict, history.alert()))) {
      throw new UserError(
          "--second-analyst: "
              + second
              + " has given no such verdict on what the open alert has now. They decide first, and"
              + " whoever agrees names them.");
    }
  }

  /**
   * Returns the verdict that is wanted.
   *
   * @param other the alert or case that has it already, as it is kept; null for none
   */
  VerdictRequest of(VerdictType verdict, String reason, @Nullable String other) {
    return new VerdictRequest(
        verdict,
        reason.toUpperCase(Locale.ROOT),
        suppress,
        suppressDays,
        benignClass,
        takesBack,
        analyst,
        second,
        other == null ? noteRef : other);
  }
}
