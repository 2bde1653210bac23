package org.drey.terminal.alerts;

import java.io.IOException;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.handover.SharingTerms;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.RuleSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The rules whose words explain an alert: those that the jobs run. */
final class RuleChoice {
  @Mixin private RuleSelection selection = new RuleSelection();

  /** Returns what a hint has to repeat, after a blank. */
  String written() {
    return selection.written();
  }

  RuleSet read() throws IOException {
    return selection.compile();
  }

  /** Their words, with the currency of amounts if the configuration is given. */
  RuleBook book(RuleSet rules) throws IOException {
    return new RuleBook(rules, currency());
  }

  /** The currency of amounts; null if the configuration is not given. */
  @Nullable String currency() throws IOException {
    return selection.isConfigured() ? selection.configuration().referenceCurrency() : null;
  }

  /** Returns the terms on which alerts go out where no option says otherwise. */
  SharingTerms sharing() throws IOException {
    return selection.sharing();
  }

  /** From which band on two analysts have to agree, if the configuration is given. */
  SecondEyes eyes() throws IOException {
    return selection.isConfigured()
        ? new SecondEyes(true, selection.configuration().fourEyesFrom())
        : SecondEyes.UNKNOWN;
  }
}
